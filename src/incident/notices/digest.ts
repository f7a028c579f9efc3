/** Once a day: what goes on, and what nobody was told of. Pure. */
import { denialsOf, type Incident, type Time } from '../types';
import type { IncidentFacts, Notice } from './types';

const day = 86_400_000;
const mostListed = 20;

/** The day whose digest is due: it has begun at that hour of UTC. */
export const digestDay = (now: Time, hour: number): string =>
  new Date(now - hour * 3_600_000).toISOString().slice(0, 10);

export interface DigestParts {
  readonly day: string;
  /** Open and quiet ones. */
  readonly incidents: readonly { readonly incident: Incident; readonly facts: IncidentFacts }[];
  readonly silenced: number;
  readonly waiting: number;
  readonly undelivered: number;
}

/** `undefined`: there is nothing to say. */
export function digestOf(
  { day: name, incidents, silenced, waiting, undelivered }: DigestParts,
  now: Time,
): Notice | undefined {
  const going = incidents
    .filter(({ incident }) => incident.tally.last >= now - day)
    .toSorted((one, other) => denialsOf(other.incident.tally) - denialsOf(one.incident.tally));
  if (going.length + silenced + waiting + undelivered === 0) return undefined;
  const listed = going.slice(0, mostListed).map(({ facts }) => facts);
  return {
    is: 'digest',
    id: `digest#${name}`,
    at: now,
    incidents: listed,
    more: going.length - listed.length,
    silenced,
    waiting,
    undelivered,
  };
}
