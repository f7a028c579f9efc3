/** Names callers for comparing records: the same in every account's copy, and for every session of a role. */
import type { Principal } from '../../names/principal';
import type { DeniedRequest } from '../types';

/** The role, user or service behind a session. A role's path is not in every copy, and its name is unique without. */
export function issuerName(principal: Principal): string {
  switch (principal.type) {
    case 'assumed-role':
    case 'role':
      return `role ${principal.accountId} ${principal.roleName}`;
    case 'user':
      return `user ${principal.accountId} ${principal.userName}`;
    case 'federated-user':
      return `federated ${principal.userArn ?? principal.accountId}`;
    case 'root':
      return `root ${principal.accountId}`;
    case 'service':
      return `service ${principal.service}`;
    case 'anonymous':
      return 'anonymous';
    case 'unidentified':
      return `unidentified ${principal.accountId ?? ''} ${principal.principalId.split(':')[0]}`;
  }
}

/** The id of the role or user: alike in the copies of two accounts, of which one may name nobody. `undefined`: unknown. */
export function callerId({ authorizations }: DeniedRequest): string | undefined {
  const id = authorizations[0]?.context.known['aws:userid'];
  return typeof id === 'string' ? /^A(?:ROA|IDA)[A-Z0-9]+/.exec(id)?.[0] : undefined;
}

/** The very session. */
export function callerSessionName(principal: Principal): string {
  switch (principal.type) {
    case 'assumed-role':
      return `${issuerName(principal)} ${principal.sessionName}`;
    case 'federated-user':
      return `federated ${principal.arn}`;
    case 'unidentified':
      return `unidentified ${principal.accountId ?? ''} ${principal.principalId}`;
    case 'role':
    case 'user':
    case 'root':
    case 'service':
    case 'anonymous':
      return issuerName(principal);
  }
}
