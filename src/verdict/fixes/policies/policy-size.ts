/** AWS refuses a policy that is too large. */
import type { EvidenceByLayer } from '../../../decision/types';
import type { AnyLayer } from '../../../layers/define';
import type { Principal } from '../../../names/principal';
import { documentOf } from './drafts';
import { policiesIn } from './policies-in-evidence';
import type { PolicyChange, PolicyDocument } from '../types';

/** Would AWS take every policy as it would be? What is too large already was taken under another limit. */
export function fits(
  card: AnyLayer,
  changes: readonly PolicyChange[],
  before: EvidenceByLayer,
  after: EvidenceByLayer,
  caller: Principal,
): boolean {
  const largest = card.policies?.largest;
  if (largest === undefined) return true;
  if ('each' in largest)
    return changes.every((change) => sizeOf(change.after) <= Math.max(largest.each, sizeBefore(change)));
  return changes.every((change) => {
    const { arn, attachedTo } = change.policy;
    const size = sizeOf(change.after);
    if (arn !== undefined || change.edit === 'create') return size <= Math.max(largest.managed, sizeBefore(change));
    const most = largest.inline[holderOf(attachedTo, caller)];
    const together = (evidence: EvidenceByLayer) => inlineSize(evidence, card, attachedTo);
    if (together(before) > most) return size <= Math.max(largest.managed, sizeBefore(change));
    return together(after) <= most;
  });
}

const sizeOf = (document: PolicyDocument): number => new TextEncoder().encode(JSON.stringify(document)).length;
const sizeBefore = (change: PolicyChange): number => (change.edit === 'create' ? 0 : sizeOf(change.before));

/** Inline policies of one holder count together. */
function inlineSize(evidence: EvidenceByLayer, { id }: AnyLayer, attachedTo: string | undefined): number {
  return policiesIn(evidence[id])
    .filter(({ policy }) => policy.arn === undefined && policy.attachedTo === attachedTo)
    .reduce((sum, { policy }) => sum + sizeOf(documentOf(policy.document)), 0);
}

function holderOf(attachedTo: string | undefined, caller: Principal): 'role' | 'user' | 'group' {
  if (attachedTo?.startsWith('group ') === true) return 'group';
  return caller.type === 'user' || caller.type === 'federated-user' ? 'user' : 'role';
}
