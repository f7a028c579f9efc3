/** What a list with owners shows of the objects in the rows of a truth table. */
import type { Reading } from '../../evidence/define';
import { absent, found, type Case } from './cases';

/** A list shows the same objects as their ACLs do, unless the row says otherwise. */
export function listed({ evidence = {}, ...row }: Case): Case {
  return { ...row, evidence: { existence: inList(evidence['objectAcl'] ?? absent), ...evidence } };
}

function inList(acl: Reading<unknown>): Reading<unknown> {
  if (acl.status !== 'found') return acl;
  const { ownerId } = acl.value as { readonly ownerId?: string };
  return found({ ownerId });
}
