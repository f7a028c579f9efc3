/** The same request of somebody else. */
import type { RequestContext } from '../../../request/types';
import { accountOf, principalOfArn, type Principal } from '../../../names/principal';
import type { PoliciesAtHand } from './policies-at-hand';

/** In the caller's account, in another, without one; and whomever policies at hand name. */
export function otherPrincipals(
  caller: Principal,
  named: Pick<PoliciesAtHand, 'principals' | 'services'>,
): readonly Principal[] {
  const account = accountOf(caller) ?? OTHER_ACCOUNT;
  const partition = 'arn' in caller ? (caller.arn.split(':')[1] ?? 'aws') : 'aws';
  const arns = [account, OTHER_ACCOUNT].flatMap((of) => [
    `arn:${partition}:iam::${of}:role/another`,
    `arn:${partition}:iam::${of}:user/another`,
    `arn:${partition}:iam::${of}:root`,
  ]);
  const services = ['another.amazonaws.com', ...someOf(named.services)];
  const all: readonly Principal[] = [
    ...[...arns, ...someOf(named.principals)].flatMap((arn) => sessionOf(arn, partition) ?? []),
    { type: 'anonymous' },
    ...services.map((service) => ({ type: 'service', service }) as const),
  ];
  return all.filter((one) => holderOf(one) !== holderOf(caller));
}

const OTHER_ACCOUNT = '999999999999';
const mostNamed = 6;
const someOf = (names: readonly string[]) => names.filter((name) => !/[*?$]/.test(name)).slice(0, mostNamed);

/** Policies may name one session of a role. */
export function otherSessionOf(principal: Extract<Principal, { type: 'assumed-role' }>): Principal {
  const sessionName = 'another';
  const arn = `${principal.arn.slice(0, principal.arn.lastIndexOf('/'))}/${sessionName}`;
  return { ...principal, arn, sessionName };
}

/** All sessions of a role are one. */
function holderOf(principal: Principal): string {
  if (principal.type === 'assumed-role') return `${principal.accountId} role ${principal.roleName}`;
  if (principal.type === 'role') return `${principal.accountId} role ${principal.roleName}`;
  return principal.type === 'service' ? principal.service : 'arn' in principal ? principal.arn : principal.type;
}

/** Roles are asked for by their sessions. */
function sessionOf(arn: string, partition: string): Principal | undefined {
  const principal = principalOfArn(arn);
  if (principal?.type !== 'role') return principal;
  const { accountId, roleName } = principal;
  const session = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/another`;
  return { type: 'assumed-role', arn: session, accountId, roleName, sessionName: 'another', roleArn: arn };
}

/** The context with the keys that tell who asks; all others stay as they are. */
export function contextOf(principal: Principal, { known, unknown }: RequestContext): RequestContext {
  const others = Object.entries(known).filter(([key]) => !isOfThePrincipal(key));
  return { known: { ...Object.fromEntries(others), ...keysOf(principal) }, unknown };
}

export const isOfThePrincipal = (key: string): boolean => OF_THE_PRINCIPAL.test(key);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties */
const OF_THE_PRINCIPAL =
  /^aws:(?:principalarn|principalaccount|principaltype|principalisawsservice|principalservicename|principalservicenameslist|username|userid)$/i;

function keysOf(principal: Principal): RequestContext['known'] {
  switch (principal.type) {
    case 'anonymous':
      return { 'aws:PrincipalType': 'Anonymous', ...NOT_SIGNED };
    case 'service':
      return {
        'aws:PrincipalIsAWSService': 'true',
        'aws:PrincipalServiceName': principal.service,
        'aws:PrincipalArn': [],
      };
    case 'assumed-role':
      return { ...signed(principal.roleArn ?? principal.arn, principal.accountId), 'aws:PrincipalType': 'AssumedRole' };
    case 'user':
      return {
        ...signed(principal.arn, principal.accountId),
        'aws:PrincipalType': 'User',
        'aws:username': principal.userName,
      };
    case 'root':
      return { ...signed(principal.arn, principal.accountId), 'aws:PrincipalType': 'Account' };
    case 'role':
    case 'federated-user':
      return signed(principal.arn, principal.accountId);
    case 'unidentified':
      return {};
  }
}

const NOT_SIGNED = { 'aws:PrincipalArn': [], 'aws:PrincipalServiceName': [], 'aws:PrincipalIsAWSService': [] };
const signed = (arn: string, accountId: string): RequestContext['known'] => ({
  'aws:PrincipalArn': arn,
  'aws:PrincipalAccount': accountId,
  'aws:PrincipalServiceName': [],
});
