/** Recent changes, ranked by what they touched. */
import type { ChangesReading, RecordedChange } from '../evidence/values';
import type { AnyLayer } from '../layers/define';
import type { UngradedCause } from './causes';
import { policiesIn, type LayerEvidence } from './places';
import type { Change, EvidenceByLayer } from './types';

export interface RankedChange {
  readonly change: Change;
  /** Every layer whose evidence it touched; `change.touches` is the first of them that blocks. */
  readonly layers: readonly string[];
}

const order = ['likely', 'possible', 'unlikely'] as const;

/** Most likely first, then newest. Changes that touch no evidence of this case are left out. */
export function rankChanges(
  reading: ChangesReading,
  evidence: EvidenceByLayer,
  causes: readonly UngradedCause[],
  cards: readonly AnyLayer[],
): readonly RankedChange[] {
  return reading.changes
    .flatMap((change): RankedChange[] => {
      const layers = cards.filter((card) => touchesLayer(change, card, evidence[card.id])).map(({ id }) => id);
      const [first] = layers;
      if (first === undefined) return [];
      const touched = causes.find((cause) => layers.includes(cause.layer));
      const likelihood = likelihoodOf(change, touched, causes);
      return [{ layers, change: shown(change, touched?.layer ?? first, likelihood) }];
    })
    .sort(
      (one, other) =>
        order.indexOf(one.change.likelihood) - order.indexOf(other.change.likelihood) ||
        Date.parse(other.change.time) - Date.parse(one.change.time),
    );
}

/** A change of the very policy that blocks is likely the cause; one of the same layer may be; another is not. */
function likelihoodOf(
  change: RecordedChange,
  touched: UngradedCause | undefined,
  causes: readonly UngradedCause[],
): Change['likelihood'] {
  if (causes.length === 0) return 'possible';
  if (touched === undefined) return 'unlikely';
  const named = [touched.policy?.arn, touched.policy?.name].flatMap((name) => (name === undefined ? [] : names(name)));
  return change.resources.flatMap(names).some((name) => named.includes(name)) ? 'likely' : 'possible';
}

function touchesLayer(change: RecordedChange, card: AnyLayer, evidence: LayerEvidence | undefined): boolean {
  const changed = new Set(change.resources.flatMap(names));
  return Object.entries(card.reads).some(([name, reader]) => {
    if (reader.changedBy !== undefined && !reader.changedBy.includes(change.eventName)) return false;
    const readings = evidence?.[name] ?? {};
    return thingsIn(readings).some((thing) => changed.has(thing));
  });
}

/** Whatever a reading is about: its target, and the policies and levels in it. */
function thingsIn(readings: LayerEvidence[string]): readonly string[] {
  const placed = policiesIn({ readings });
  return [
    ...Object.keys(readings),
    ...placed.flatMap(({ policy, target }) => [policy.name, policy.arn, target]),
    ...levelsIn(readings),
  ].flatMap((thing) => (thing === undefined ? [] : names(thing)));
}

/** A level whose policies are gone, or could not be read, is still touched by a change. */
function levelsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(levelsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'target' in value && typeof value.target === 'string' ? [value.target] : [];
  return [...own, ...Object.values(value).flatMap(levelsIn)];
}

/** CloudTrail names a thing by its ARN in one event and by its name or id in the next. */
function names(thing: string): readonly string[] {
  const last = thing.split(/[:/]/).at(-1);
  return last === undefined || last === '' || last === thing ? [thing] : [thing, last];
}

function shown(change: RecordedChange, touches: string, likelihood: Change['likelihood']): Change {
  return {
    time: change.time,
    actor: change.actor,
    eventName: change.eventName,
    resource: change.resources[0] ?? change.eventSource,
    eventId: change.eventId,
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
    touches,
    likelihood,
  };
}
