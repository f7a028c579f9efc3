/** Any number of denials, by symptom. What is kept does not grow with their number. */
import { createHash } from 'node:crypto';
import { issuerName } from './caller-name';
import { joinDenials } from './merge';
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
  /** As `issuerName` names them; no more than `mostNames`, as `bucketNames`. */
  readonly callers: readonly string[];
  readonly buckets: readonly string[];
}

export interface Batch {
  readonly add: (request: DeniedRequest) => void;
  /** The most frequent first. */
  readonly groups: () => readonly SymptomGroup[];
  /** Every denial once, in the order of their records; `undefined`: there were more than are kept. */
  readonly all: () => readonly DeniedRequest[] | undefined;
}

export interface BatchLimits {
  /** Records of one denial are joined within so many. */
  readonly kept: number;
  readonly names: number;
}

export function newBatch({ kept: mostKept, names }: BatchLimits = { kept: 2_000, names: 100 }): Batch {
  const groups = new Map<string, Group>();
  const seen = new Set<number>();
  let kept: DeniedRequest[] = [];
  let folded = false;

  function fold(): void {
    for (const request of joinDenials(kept)) if (!isRepeated(request)) addTo(groups, request, names);
    kept = [];
    folded = true;
  }

  /** A record that came again after the first of it had been let go. */
  function isRepeated({ eventId }: DeniedRequest): boolean {
    if (eventId === '') return false;
    const name = hashOf(eventId);
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  }

  return {
    add: (request) => {
      kept.push(request);
      if (kept.length >= mostKept) fold();
    },
    groups: () => {
      const all = new Map([...groups].map(([name, group]) => [name, copyOf(group)]));
      for (const request of joinDenials(kept))
        if (!folded || !seen.has(hashOf(request.eventId))) addTo(all, request, names);
      return [...all.values()]
        .map(({ callers, buckets, ...rest }) => ({ ...rest, callers: [...callers], buckets: [...buckets] }))
        .sort((one, other) => other.count - one.count || one.firstTime.localeCompare(other.firstTime));
    },
    all: () => (folded ? undefined : joinDenials(kept)),
  };
}

interface Group {
  readonly symptom: string;
  count: number;
  newest: DeniedRequest;
  firstTime: string;
  lastTime: string;
  readonly callers: Set<string>;
  readonly buckets: Set<string>;
}

const copyOf = (group: Group): Group => ({
  ...group,
  callers: new Set(group.callers),
  buckets: new Set(group.buckets),
});

function addTo(groups: Map<string, Group>, request: DeniedRequest, names: number): void {
  const symptom = symptomOf(request);
  const { time, principal, bucket } = request;
  const group = groups.get(symptom) ?? {
    symptom,
    count: 0,
    newest: request,
    firstTime: time,
    lastTime: time,
    callers: new Set<string>(),
    buckets: new Set<string>(),
  };
  groups.set(symptom, group);
  group.count += 1;
  if (isEarlier(time, group.firstTime)) group.firstTime = time;
  if (isEarlier(group.lastTime, time)) {
    group.lastTime = time;
    group.newest = request;
  }
  if (group.callers.size < names) group.callers.add(issuerName(principal));
  if (bucket !== undefined && group.buckets.size < names) group.buckets.add(bucket);
}

const isEarlier = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);

/** 48 bits: among a million names two are the same once in five hundred times. */
const hashOf = (name: string): number => createHash('sha256').update(name).digest().readUIntBE(0, 6);
