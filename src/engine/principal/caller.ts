/** Who asks, as Principal elements see it; the role of a session comes from the request context. */
import { lookUp, UNKNOWN, type IndexedContext } from '../context';
import { ANYBODY, ITS_ACCOUNT, ITS_ROLE, ITSELF } from './principal-element';
import type { Caller } from '../types';
import { partitionInArn } from '../../names/arn';
import { isServiceLinkedRole, type Principal } from '../../names/principal';

/** The context key that shows the role of a session, with its path. */
export const ROLE_KEY = 'aws:principalarn';

export function callerOf(principal: Principal, context: IndexedContext): Caller {
  switch (principal.type) {
    case 'anonymous':
      return NOBODY;
    case 'service':
      return { ...NOBODY, type: 'service', service: principal.service, sparedBy: ITSELF };
    case 'root':
      return member(principal, ITS_ACCOUNT);
    case 'user':
      return member(principal, ITS_ACCOUNT | ITSELF);
    case 'role':
      return {
        ...member(principal, ITS_ACCOUNT | ITS_ROLE),
        arn: '',
        role: principal.arn,
        isServiceLinkedRole: isServiceLinkedRole(principal.arn),
      };
    case 'federated-user':
      return { ...member(principal, ITS_ACCOUNT | ITSELF), role: principal.userArn };
    case 'assumed-role':
      return sessionOf(principal, context);
    case 'unidentified':
      return unidentifiedIn(principal);
  }
}

/** All fields, so that every caller has the same shape: to add one to a copy costs as much as to make the copy. */
const NOBODY: Caller = {
  type: 'anonymous',
  arn: undefined,
  accountId: undefined,
  accountArn: undefined,
  service: undefined,
  unidentified: false,
  roleOfUnknownPath: undefined,
  sparedBy: ANYBODY,
  role: undefined,
  isServiceLinkedRole: false,
};

interface Member {
  readonly type: Principal['type'];
  readonly arn: string;
  readonly accountId: string;
}

function member({ type, arn, accountId }: Member, sparedBy: number, partition = partitionOf(arn)): Caller {
  return { ...NOBODY, type, arn, accountId, accountArn: `arn:${partition}:iam::${accountId}:root`, sparedBy };
}

function sessionOf(principal: Extract<Principal, { type: 'assumed-role' }>, context: IndexedContext): Caller {
  const session = member(principal, ITS_ACCOUNT | ITS_ROLE | ITSELF);
  const start = `arn:${partitionOf(principal.arn)}:iam::${principal.accountId}:role/`;
  const told = lookUp(context, ROLE_KEY);
  if (told === UNKNOWN && principal.roleArn === undefined) {
    const end = principal.roleName;
    return {
      ...session,
      roleOfUnknownPath: { start, end },
      // The names of these roles are AWS's own: any other is none of them.
      isServiceLinkedRole: end.startsWith('AWSServiceRoleFor') ? undefined : false,
    };
  }
  const role = typeof told === 'string' ? told : (principal.roleArn ?? start + principal.roleName);
  return { ...session, role, isServiceLinkedRole: isServiceLinkedRole(role) };
}

function unidentifiedIn({ type, accountId }: Extract<Principal, { type: 'unidentified' }>): Caller {
  const sparedBy = ITS_ACCOUNT | ITSELF;
  const somebody =
    accountId === undefined ? { ...NOBODY, type, sparedBy } : member({ type, arn: '', accountId }, sparedBy, 'aws');
  return { ...somebody, unidentified: true, isServiceLinkedRole: undefined };
}

const partitionOf = (arn: string): string => partitionInArn(arn) ?? 'aws';
