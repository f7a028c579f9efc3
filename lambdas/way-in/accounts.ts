/** Whose events intake takes. */
import { accountOf } from '../../src/names/principal';
import { callerId } from '../../src/request/denials/caller-name';
import type { DeniedRequest } from '../../src/request/types';
import { environment, optional } from '../runtime/environment';
import { isHubOfOrganization, members } from './members';

/** The own account, and those that may forward to this one. */
export function isTaken(account: string): boolean {
  const spokes = optional('CULPRIT_SPOKES') ?? '';
  return account === environment('CULPRIT_ACCOUNT') || isHubOfOrganization() || spokes.split(',').includes(account);
}

/** What Culprit itself was denied: by its functions, or by its reader role in the account of the event. */
export function isOwnRequest({ principal }: DeniedRequest, account: string): boolean {
  const own = environment('CULPRIT_OWN_ROLES');
  const there = own.replace(environment('CULPRIT_ACCOUNT'), account);
  const roleArn = principal.type === 'assumed-role' ? principal.roleArn : undefined;
  return roleArn?.startsWith(own) === true || roleArn?.startsWith(there) === true;
}

/**
 * The caller is of no account that is known to be ours: the one whose event it is, those that may forward, those whose
 * reader roles are configured, and those of the organization that a hub has learned of. Whoever calls without credentials is a stranger, and AWS's own services are none.
 */
export function isStranger({ principal }: DeniedRequest, eventAccount: unknown): boolean {
  if (principal.type === 'anonymous') return true;
  const account = accountOf(principal);
  if (account === undefined || account === eventAccount || account === environment('CULPRIT_ACCOUNT')) return false;
  const known = [optional('CULPRIT_SPOKES'), optional('CULPRIT_KNOWN_ACCOUNTS')].flatMap(
    (list) => list?.split(',') ?? [],
  );
  return !known.includes(account) && !members().has(account);
}

/**
 * The caller, where both copies of a call between listed accounts come here. Within an organization AWS's text names the caller
 * in the owner's copy too, and a caller whom nothing names is a stranger there: all of one account are one.
 */
export function callerOfCopies(request: DeniedRequest): string | undefined {
  const account = accountOf(request.principal);
  const spokes = (optional('CULPRIT_SPOKES') ?? '').split(',');
  const isListed = account !== undefined && (spokes.includes(account) || account === environment('CULPRIT_ACCOUNT'));
  return /^\d/.test(spokes[0] ?? '') && isListed ? callerId(request) : undefined;
}
