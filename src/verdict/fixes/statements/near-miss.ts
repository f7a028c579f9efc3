/** The Allow that almost let the request pass: what was wanted of everybody else is wanted of this caller too. */
import { matchActions, matchResources, type PreparedRequest } from '../../../engine/match';
import type { Condition } from '../../../engine/condition';
import type { Statement } from '../../../engine/statement';
import type { Truth } from '../../../engine/truth';

export interface NearMiss {
  readonly statement: Statement;
  /** The policy has version 2012-10-17, which knows variables. */
  readonly variables: boolean;
  /** Principal, Action and Resource mean the request. */
  readonly onlyConditionsFail: boolean;
  /** Conditions that the request does not meet. */
  readonly failed: readonly Condition[];
  /** Conditions of which nobody knows whether it meets them. */
  readonly open: readonly Condition[];
}

export interface Candidate {
  readonly statement: Statement;
  readonly variables: boolean;
  /** Does its Principal mean the caller? */
  readonly isMeant: Truth;
}

/** The nearest first. Near: of Principal, Action and Resource at most one fails, and the service is the same. */
export function nearMisses(candidates: readonly Candidate[], asked: PreparedRequest): readonly NearMiss[] {
  return candidates
    .flatMap(({ statement, variables, isMeant }) => {
      const fails = [isMeant, matchActions(statement, asked.lowerAction), matchResources(statement, asked)].filter(
        (truth) => truth === false,
      ).length;
      if (statement.effect !== 'Allow' || fails > 1 || !isOfService(statement, asked.lowerAction)) return [];
      const failed = statement.conditions.filter((condition) => condition.match(asked.context) === false);
      const open = statement.conditions.filter((condition) => condition.match(asked.context) === undefined);
      const onlyConditionsFail = fails === 0;
      return [
        {
          miss: { statement, variables, onlyConditionsFail, failed, open },
          far: fails * 10 + failed.length + open.length / 2,
        },
      ];
    })
    .sort((one, other) => one.far - other.far)
    .map(({ miss }) => miss);
}

/** An action of another service says nothing of what this one was meant to be allowed for. */
function isOfService({ json, notAction }: Statement, lowerAction: string): boolean {
  if (notAction) return true;
  const service = `${lowerAction.slice(0, lowerAction.indexOf(':'))}:`;
  const entries = [json['Action']].flat() as readonly string[];
  return entries.some((entry) => entry === '*' || entry.toLowerCase().startsWith(service));
}
