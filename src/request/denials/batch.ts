/** Any number of denials, by symptom. What is kept does not grow with their number. */
import { issuerName } from './caller-name';
import { joinDenials } from './merge';
import { newSeen } from './seen';
import { symptomOf } from './symptom';
import type { DeniedRequest } from '../types';

/** Denials with one symptom. */
export interface SymptomGroup {
  readonly symptom: string;
  /** Denials, each once. */
  readonly count: number;
  /** The newest: what changed since is least. */
  readonly newest: DeniedRequest;
  /** ISO 8601. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** As `issuerName` names them; no more than `names` of the limits, as of buckets and keys. */
  readonly callers: readonly string[];
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
}

export interface Batch {
  readonly add: (request: DeniedRequest) => void;
  /** The most frequent first. */
  readonly groups: () => readonly SymptomGroup[];
  /** Every denial once, in the order of their records; `undefined`: there were more than are kept. */
  readonly all: () => readonly DeniedRequest[] | undefined;
  /** Denials of no group: there are more than `groups`. */
  readonly left: () => number;
}

export interface BatchLimits {
  /** Records of one denial are joined within so many. */
  readonly kept: number;
  readonly names: number;
  readonly groups: number;
}

export const defaultLimits: BatchLimits = { kept: 2_000, names: 100, groups: Number.POSITIVE_INFINITY };

/** `nameOf`: requests of one name are one group. */
export function newBatch(limits = defaultLimits, nameOf: (request: DeniedRequest) => string = symptomOf): Batch {
  const folded: Groups = { byName: new Map(), left: 0 };
  const seen = newSeen();
  let kept: DeniedRequest[] = [];
  let isFolded = false;

  function fold(): void {
    for (const request of joinDenials(kept))
      if (seen.isFirst(request.eventId)) addTo(folded, request, nameOf(request), limits);
    kept = [];
    isFolded = true;
  }

  function whole(): Groups {
    const all = copyOf(folded);
    for (const request of joinDenials(kept))
      if (!seen.has(request.eventId)) addTo(all, request, nameOf(request), limits);
    return all;
  }

  return {
    add: (request) => {
      kept.push(request);
      if (kept.length >= limits.kept) fold();
    },
    groups: () =>
      [...whole().byName.values()]
        .map(({ callers, buckets, keys, ...rest }) => ({
          ...rest,
          callers: [...callers],
          buckets: [...buckets],
          keys: [...keys],
        }))
        .sort((one, other) => other.count - one.count || one.firstTime.localeCompare(other.firstTime)),
    all: () => (isFolded ? undefined : joinDenials(kept)),
    left: () => whole().left,
  };
}

interface Groups {
  readonly byName: Map<string, Group>;
  left: number;
}

interface Group {
  readonly symptom: string;
  count: number;
  newest: DeniedRequest;
  firstTime: string;
  lastTime: string;
  readonly callers: Set<string>;
  readonly buckets: Set<string>;
  readonly keys: Set<string>;
}

const copyOf = ({ byName, left }: Groups): Groups => ({
  byName: new Map(
    [...byName].map(([name, group]) => [
      name,
      {
        ...group,
        callers: new Set(group.callers),
        buckets: new Set(group.buckets),
        keys: new Set(group.keys),
      },
    ]),
  ),
  left,
});

function addTo(groups: Groups, request: DeniedRequest, name: string, limits: BatchLimits): void {
  const { byName } = groups;
  const { time, principal, bucket, key } = request;
  const known = byName.get(name);
  if (known === undefined && byName.size >= limits.groups) {
    groups.left += 1;
    return;
  }
  const group = known ?? newGroup(request);
  byName.set(name, group);
  group.count += 1;
  if (isEarlier(time, group.firstTime)) group.firstTime = time;
  if (isEarlier(group.lastTime, time)) {
    group.lastTime = time;
    group.newest = request;
  }
  if (group.callers.size < limits.names) group.callers.add(issuerName(principal));
  if (bucket !== undefined && group.buckets.size < limits.names) group.buckets.add(bucket);
  if (key !== undefined && group.keys.size < limits.names) group.keys.add(key);
}

const newGroup = (request: DeniedRequest): Group => ({
  symptom: symptomOf(request),
  count: 0,
  newest: request,
  firstTime: request.time,
  lastTime: request.time,
  callers: new Set(),
  buckets: new Set(),
  keys: new Set(),
});

const isEarlier = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
