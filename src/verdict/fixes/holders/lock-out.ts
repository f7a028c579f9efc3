/** Whether anybody is left who can change a policy that denies: it may deny that as well. */
import type { StatementExplanation } from '../../../engine/types';
import type { AnyLayer } from '../../../layers/define';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import type { FixCase } from '../fix-case';
import type { FixNote } from '../fix-notes';
import type { PolicyChange } from '../types';

export function lockOutBy(change: PolicyChange, card: AnyLayer, fixCase: FixCase): readonly FixNote[] {
  const { changedBy } = card.policies ?? {};
  const asked = fixCase.request.authorizations.find(
    (authorization) =>
      fixCase.targetOf(card, change.place.read, { authorization, request: fixCase.request }) === change.place.target,
  );
  const account = asked?.resourceAccountId;
  if (changedBy === undefined || asked === undefined || account === undefined) return [];
  const asAnybody = changedBy.actions.map((action) => denialTo(action, asked, account, card, fixCase));
  if (asAnybody.some((denial) => denial === 'none')) return [];
  const actions = changedBy.actions.join(', ');
  const keys = [...new Set(asAnybody.flatMap((denial) => (typeof denial === 'object' ? denial.unless : [])))];
  if (keys.length > 0) return [{ code: 'guards-itself', facts: { actions, keys: keys.join(', ') } }];
  return [{ code: lockedOut(changedBy.elseBy, asked), facts: { account, actions } }];
}

function lockedOut(elseBy: 'root-user' | 'aws-support', { flags }: BoundAuthorization) {
  if (elseBy === 'aws-support') return 'locked-out-but-support';
  const { resourceAccountIsManagement, resourceAccountIsStandalone } = flags;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
  return resourceAccountIsManagement === true || resourceAccountIsStandalone === true
    ? 'locked-out-but-root'
    : 'locked-out-but-root-session';
}

type Denial = 'none' | 'everybody' | { readonly unless: readonly string[] };

/** Is it denied to a role of the account of which nothing else is known? */
function denialTo(
  action: string,
  asked: BoundAuthorization,
  account: string,
  card: AnyLayer,
  { request, evidence, ask }: FixCase,
): Denial {
  const answer = ask(card, subjectOf(action, asked, account, request), evidence);
  if (answer === undefined || answer.outcome === 'allows' || answer.outcome === 'does-not-allow') return 'none';
  const denies = answer
    .explain()
    .decided.filter(({ statement, result }) => statement.effect === 'Deny' && result !== 'does-not-match');
  const certain = denies.filter(({ result }) => result === 'matches');
  if (certain.length > 0) return certain.every(spares) ? { unless: ['NotPrincipal'] } : 'everybody';
  const open = denies.flatMap(({ elements }) => elements.flatMap(({ conditions = [] }) => conditions));
  const keys = open.filter(({ key, result }) => result === 'unknown' && isHardToMeet.test(key)).map(({ key }) => key);
  return keys.length === 0 ? 'none' : { unless: keys };
}

/** Whom it names is not denied. */
const spares = ({ elements }: StatementExplanation): boolean =>
  elements.some(({ element }) => element === 'NotPrincipal');

/** What an administrator of the account does not meet anyway. */
const isHardToMeet =
  /^aws:(PrincipalArn|userid|username|SourceIp|VpcSourceIp|SourceVpc|SourceVpce|MultiFactorAuth\w+)$/i;

function subjectOf(action: string, asked: BoundAuthorization, account: string, request: BoundRequest) {
  const { partition } = request;
  const resource = asked.bucketResource ?? asked.resource;
  const authorization: BoundAuthorization = {
    ...asked,
    action,
    resource: /^(arn:[^:]+:s3:::[^/]+)/.exec(resource ?? '')?.[1] ?? resource,
    purpose: 'main',
    context: {
      known: { 'aws:PrincipalAccount': account, 'aws:SecureTransport': 'true', 'aws:PrincipalIsAWSService': 'false' },
      unknown: [{ key: '*', why: 'not-stated' }],
    },
  };
  const roleName = 'administrator';
  const arn = `arn:${partition}:iam::${account}:role/${roleName}`;
  const principal = { type: 'role', arn, accountId: account, roleName } as const;
  return { authorization, request: { ...request, principal, authorizations: [authorization] } };
}
