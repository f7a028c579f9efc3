/** Whose events intake takes. */
import type { DeniedRequest } from '../../src/request/types';
import { environment, optional } from '../runtime/environment';

/** The own account, and those that may forward to this one. */
export function isTaken(account: string): boolean {
  const spokes = optional('CULPRIT_SPOKES') ?? '';
  // Nobody outside of the organization can put an event on the hub's bus.
  const isInOrganization = spokes.startsWith('o-');
  return account === environment('CULPRIT_ACCOUNT') || isInOrganization || spokes.split(',').includes(account);
}

/** What Culprit itself was denied: by its functions, or by its reader role in the account of the event. */
export function isOwnRequest({ principal }: DeniedRequest, account: string): boolean {
  const own = environment('CULPRIT_OWN_ROLES');
  const there = own.replace(environment('CULPRIT_ACCOUNT'), account);
  const roleArn = principal.type === 'assumed-role' ? principal.roleArn : undefined;
  return roleArn?.startsWith(own) === true || roleArn?.startsWith(there) === true;
}
