/** What becomes of an incident whose request was decided again: pure. */
import { foundIn, incidentId, type NamedCause } from '../cause';
import type { Closing, Incident, IncidentTitle, Mended, Symptom, Time } from '../types';
import { transitionOf, type IncidentEvent } from './transitions';

/** What a recheck found, small enough for a state of the state machine. */
export type Rechecked =
  | { readonly is: 'allowed'; readonly by?: Mended }
  /** All that denies now, what the first of them is called, and the layers that may deny too. */
  | {
      readonly is: 'denied';
      readonly causes: readonly NamedCause[];
      readonly title: IncidentTitle;
      readonly unknown: readonly string[];
    }
  | { readonly is: 'unknown' };

/** Would deciding its request again change anything? What was never found cannot be seen to be gone. */
export const isRecheckable = ({ cause, state }: Incident): boolean =>
  cause.layer !== undefined && transitionOf(state.is, 'allowed') !== undefined;

/** `undefined`: it stays as it is. */
export function afterRecheck(
  was: Incident,
  run: string,
  symptom: Symptom,
  rechecked: Rechecked,
  now: Time,
): Incident | undefined {
  const event = isRecheckable(was) ? eventOf(was, symptom, rechecked) : undefined;
  const transition = event === undefined ? undefined : transitionOf(was.state.is, event);
  if (transition?.to !== 'closed') return undefined;
  const { notice } = transition;
  return { ...was, state: { is: 'closed', since: now, after: { run, notice, ...howOf(rechecked) } } };
}

function howOf(rechecked: Rechecked): Pick<Closing, 'by' | 'instead'> {
  if (rechecked.is === 'denied') return { instead: rechecked.title };
  return rechecked.is === 'allowed' && rechecked.by !== undefined ? { by: rechecked.by } : {};
}

function eventOf({ id, cause }: Incident, symptom: Symptom, rechecked: Rechecked): IncidentEvent | undefined {
  if (rechecked.is === 'unknown') return undefined;
  if (rechecked.is === 'allowed') return 'allowed';
  // Something denies, and nothing shows what: perhaps this.
  const still =
    rechecked.causes.length === 0 ||
    rechecked.unknown.some((layer) => layer === cause.layer) ||
    rechecked.causes.some((one) => incidentId(foundIn(one, symptom).cause) === id);
  return still ? undefined : 'denied-otherwise';
}
