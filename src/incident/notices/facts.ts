import { howMany } from '../counting/distinct';
import { denialsOf, type Incident, type IncidentTitle } from '../types';
import type { IncidentFacts } from './types';

/** What a message says of an incident. Before its first tally it has begun, and nothing is counted. */
export function factsOf({ id, tally, opened }: Incident, title: IncidentTitle): IncidentFacts {
  const isCounted = tally.last > 0;
  return {
    id,
    title,
    denials: denialsOf(tally),
    callers: howMany(tally.principals),
    buckets: howMany(tally.places),
    since: isCounted ? tally.first : opened.at,
    last: isCounted ? tally.last : opened.at,
  };
}
