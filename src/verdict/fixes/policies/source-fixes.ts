/** An AWS service is let in for some source: a distribution, a trail, an account. No record names the one that it asked for. */
import type { Decision } from '../../../decision/types';
import type { ConditionMatch } from '../../../engine/types';
import { serviceBehind } from '../../../names/principal';
import type { UngradedCause } from '../../causes/causes';
import type { Situation } from '../fix-case';
import type { NearMiss } from '../../types';
import type { ProposedFix } from '../../verdict';
import { changedNames } from '../changed-names';
import { factsOf } from '../facts';
import { conditionOf, oneOrMany, textsIn, withCondition, type StatementJson } from '../statements/statement-json';
import { documentOf, draftOf, finished, replacing, statementsIn } from './drafts';
import { attachedToOf, policiesIn } from './policies-in-evidence';
import type { PolicyChange } from '../types';

/** What is left to compare with the source at hand, and the statement with a place for another one. Nothing of it is proven. */
export function sourceFixes(
  cause: UngradedCause,
  { request, evidence }: Situation,
  now: Decision,
): readonly ProposedFix[] {
  const service = serviceBehind(request.principal);
  const near = cause.nearMisses?.find((miss) => sourceIn(miss) !== undefined);
  const source = near === undefined ? undefined : sourceIn(near);
  if (service === undefined || near === undefined || source === undefined) return [];
  const { key, wanted } = source;
  const changes = withAnotherSource(cause.layer, near, source, evidence);
  return changes.slice(0, 1).map((change) => ({
    layer: cause.layer,
    kind: 'hand-over',
    code: 'name-the-source',
    facts: {
      ...factsOf(cause, request),
      ...changedNames([change]),
      service,
      key,
      value: wanted.join(', '),
    },
    notes: [],
    changes: [change],
    document: change.after,
    opens: [],
    exact: false,
    verified: false,
    decisionAfter: now.decision,
    remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
  }));
}

const isOfSource = /^aws:Source(Arn|Account|OrgID)$/i;
/** One value more lets one source more in. */
const isWidened = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/i;

/** The one thing that keeps the Allow from matching. */
function sourceIn({ failed }: NearMiss): ConditionMatch | undefined {
  const conditions = failed.flatMap((element) => element.conditions ?? []).filter(({ result }) => result !== 'matches');
  const [only, ...others] = conditions;
  return failed.length === 1 &&
    others.length === 0 &&
    only !== undefined &&
    isOfSource.test(only.key) &&
    isWidened.test(only.operator)
    ? only
    : undefined;
}

function withAnotherSource(
  layer: string,
  { policy, statement }: NearMiss,
  { key, operator }: ConditionMatch,
  evidence: Situation['evidence'],
): readonly PolicyChange[] {
  return policiesIn(evidence[layer]).flatMap((placed) => {
    const isIt = policy.arn === undefined ? placed.policy.name === policy.name : placed.policy.arn === policy.arn;
    const json = statementsIn(documentOf(placed.policy.document))[statement.index - 1] as StatementJson | undefined;
    if (!isIt || json === undefined) return [];
    const draft = draftOf({ layer, ...placed.at }, placed.policy, attachedToOf(placed));
    return [finished(replacing(draft, statement.index, [orFromAnother(json, operator, key)]))];
  });
}

function orFromAnother(json: StatementJson, operator: string, key: string): StatementJson {
  const block = conditionOf(json);
  const keys = block[operator] ?? {};
  const values = oneOrMany([...textsIn(keys[key]), `<${placeholders[key.toLowerCase()] ?? key}>`]);
  return withCondition(json, { ...block, [operator]: { ...keys, [key]: values } });
}

const placeholders: Readonly<Record<string, string>> = {
  'aws:sourcearn': 'ARN of your own source',
  'aws:sourceaccount': 'your own account',
  'aws:sourceorgid': 'your own organization',
};
