/** Service-linked roles: only the service changes their policies, so what they lack is allowed by the resource. */
import type { AnyLayer } from '../../../layers/define';
import { isServiceLinkedRole, roleArnOf } from '../../../names/principal';
import type { BoundRequest } from '../../../request/types';
import { factsOf } from '../facts';
import type { BoundedCase } from '../effort';
import type { FixCase } from '../fix-case';
import type { FixNote } from '../fix-notes';
import { policyFixes, type Blocked, type PolicyFix } from '../policies/policy-fixes';
import { formed } from './forms';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export const isHeldByService = ({ side, kind }: AnyLayer, { principal }: BoundRequest): boolean =>
  side === 'principal' && kind === 'grant' && isServiceLinkedRole(roleArnOf(principal));

/** A statement that names the role in the policy of the bucket or key, if that is enough; else where to look. */
export function besidesServicePolicies(blocked: Blocked, fixCase: BoundedCase): readonly PolicyFix[] {
  const note = serviceNote(fixCase.request);
  const others = fixCase.cards.filter(({ kind, policies }) => kind === 'grant' && policies?.naming === 'anybody');
  const enough = others.flatMap((card) =>
    policyFixes(blocked, card, fixCase).map((one) => ({ ...one, ...formed(one.fix, card, fixCase) })),
  );
  const proven = enough.filter(({ fix }) => fix.verified);
  const offered = proven.length > 0 ? proven : elsewhere(blocked, note.facts.service, fixCase);
  return offered.map((one) => ({ ...one, fix: { ...one.fix, notes: [note, ...one.fix.notes] } }));
}

function elsewhere({ by, causes }: Blocked, service: string, fixCase: FixCase): readonly PolicyFix[] {
  const { request, evidence, decide } = fixCase;
  const now = decide(request, evidence);
  return causes.slice(0, 1).map((cause) => ({
    isOfTheMoment: false,
    fix: {
      layer: by.id,
      code: 'see-service',
      kind: 'hand-over',
      facts: { ...factsOf(cause, request), service },
      notes: [],
      changes: [],
      opens: [],
      verified: false,
      decisionAfter: now.decision,
      remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
    },
  }));
}

/** `arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig` */
function serviceNote({ principal }: BoundRequest): Extract<FixNote, { readonly code: 'service-linked-role' }> {
  const [, service = '', role = ''] = /\/aws-service-role\/([^/]+)\/(.+)$/.exec(roleArnOf(principal) ?? '') ?? [];
  return { code: 'service-linked-role', facts: { role, service } };
}
