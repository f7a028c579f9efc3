/** Several denials, by what caused them: one investigation stands for all with its symptom, several symptoms may have one cause. */
import type { SymptomGroup } from '../../request/denials/batch';
import type { Report } from '../contract';

/** A group of denials, and the report on the one that was investigated. */
export interface Investigated {
  readonly group: SymptomGroup;
  readonly report: Report;
}

export interface CauseGroup {
  /** Code-like, the same for the same cause. */
  readonly cause: string;
  readonly count: number;
  readonly callers: readonly string[];
  readonly buckets: readonly string[];
  /** ISO 8601. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** The most frequent first. */
  readonly investigated: readonly Investigated[];
}

/** The most frequent cause first. */
export function causeGroups(all: readonly Investigated[]): readonly CauseGroup[] {
  const byCause = new Map<string, Investigated[]>();
  for (const one of all) {
    const cause = causeOf(one.report);
    const others = byCause.get(cause);
    if (others === undefined) byCause.set(cause, [one]);
    else others.push(one);
  }
  return [...byCause].map(([cause, members]) => joined(cause, members)).sort((one, other) => other.count - one.count);
}

/** Layer, policy and statement or setting of every root cause: what would have to be changed. */
export function causeOf({ verdict }: Report): string {
  const { rootCauses, status } = verdict;
  if (rootCauses.length === 0) return status;
  const names = rootCauses.map(({ layer, policy, statement, setting, outcome, action }) => {
    const place = policy?.arn ?? policy?.name;
    const part =
      statement === undefined ? (setting ?? `${outcome} ${action}`) : (statement.sid ?? `#${statement.index}`);
    return [layer, ...(place === undefined ? [] : [place]), part].join(' › ');
  });
  return [...new Set(names)].join(' + ');
}

function joined(cause: string, investigated: readonly Investigated[]): CauseGroup {
  const groups = investigated.map(({ group }) => group);
  const times = (name: 'firstTime' | 'lastTime') => groups.map((group) => group[name]).toSorted();
  return {
    cause,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    callers: unique(groups.flatMap(({ callers }) => callers)),
    buckets: unique(groups.flatMap(({ buckets }) => buckets)),
    firstTime: times('firstTime')[0] ?? '',
    lastTime: times('lastTime').at(-1) ?? '',
    investigated: investigated.toSorted((one, other) => other.group.count - one.group.count),
  };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
