/** The smallest change for each cause, decided again over all evidence with the change in place. */
import type { UngradedCause } from '../causes/causes';
import { withChanges } from './apply-changes';
import { alternatives, ownChanges, type Change, type Proposal, type Situation } from './propose';
import type { Decide } from '../../decision/decide';
import type { Decision } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { FixedTogether, ProposedFix } from '../verdict';

export interface FixCase extends Situation {
  readonly cards: readonly AnyLayer[];
  readonly decide: Decide;
}

export interface Fixes {
  readonly fixes: readonly ProposedFix[];
  readonly fixedTogether?: FixedTogether;
}

export function proposeFixes(causes: readonly UngradedCause[], fixCase: FixCase): Fixes {
  const own = ownChanges(causes, fixCase.cards, fixCase);
  const fixes = causes.flatMap((cause) => [
    // Meeting one condition helps only where nothing else of that layer denies.
    ...alternatives(cause, fixCase)
      .map((proposal) => tried(proposal, fixCase))
      .filter(({ verified }) => verified),
    ...own.filter(({ causes: [first] }) => first === cause).map((proposal) => tried(proposal, fixCase)),
  ]);
  return { fixes: eachOnce(fixes), ...together(own, fixCase) };
}

/** Verified: what its causes are made of then no longer blocks. Whether anything else does, `decisionAfter` says. */
function tried({ causes, change, ...proposal }: Proposal, fixCase: FixCase): ProposedFix {
  const changes = change?.of === 'policies' ? change.changes(fixCase) : [];
  const after = decided(change === undefined ? fixCase : inPlace(fixCase, change), fixCase);
  return {
    layer: causes[0]?.layer ?? '',
    ...proposal,
    changes,
    verified: change !== undefined && causes.every((cause) => !stillBlocks(cause, after)),
    decisionAfter: after.decision,
    remaining: remainingOf(after),
  };
}

/** Where several layers block, no fix is enough alone: are all of them? */
function together(own: readonly Proposal[], fixCase: FixCase): { readonly fixedTogether?: FixedTogether } {
  const changes = own.flatMap(({ change }) => change ?? []);
  if (changes.length < 2) return {};
  const after = decided(changes.reduce<Situation>(inPlace, fixCase), fixCase);
  return { fixedTogether: { decision: after.decision, remaining: remainingOf(after) } };
}

function inPlace(before: Situation, change: Change): Situation {
  const { request, evidence } = before;
  return change.of === 'request'
    ? { request: change.request(request), evidence }
    : { request, evidence: withChanges(evidence, change.changes(before)) };
}

const decided = ({ request, evidence }: Situation, { decide }: FixCase): Decision => decide(request, evidence);
const remainingOf = ({ blockers }: Decision) => blockers.map(({ layer, action }) => ({ layer, action }));

/** Another policy of the same layer is another cause. */
function stillBlocks({ block, policy, statement }: UngradedCause, { suspects, answers }: Decision): boolean {
  const isHere = (one: { readonly layer: string; readonly authorization: number }) =>
    one.layer === block.layer && one.authorization === block.authorization;
  if (!suspects.some(isHere)) return false;
  const answer = answers.find(isHere)?.answer;
  if (statement === undefined || answer?.outcome !== 'denies') return true;
  return answer.statements.some(
    (one) => one.index === statement.index && (one.policyArn ?? one.policy) === (policy?.arn ?? policy?.name),
  );
}

/** Two causes may ask for the same tag or header. */
function eachOnce(fixes: readonly ProposedFix[]): readonly ProposedFix[] {
  const advice = ({ layer, code, facts }: ProposedFix) => {
    const { key, resource } = facts;
    return JSON.stringify(key === undefined ? [layer, code, facts] : [code, key, resource]);
  };
  return [...new Map(fixes.toReversed().map((fix) => [advice(fix), fix])).values()].toReversed();
}
