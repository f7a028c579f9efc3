/** Roles as ARNs name them; the ARN of a session drops the role's path. */
import { parseArn } from '../../names/arn';
import type { Truth } from '../truth';
import type { Caller } from '../types';

/** Does this ARN name the role (or the user behind a federated session)? `undefined`: it may. */
export function isRole({ role, roleOfUnknownPath, unidentified, accountId }: Caller, name: string): Truth {
  if (role !== undefined) return name === role;
  if (roleOfUnknownPath !== undefined) {
    return isRoleNamed(name, roleOfUnknownPath.start, roleOfUnknownPath.end) ? undefined : false;
  }
  if (!unidentified) return false;
  const { service, region, account, resource } = parseArn(name) ?? {};
  const isGlobal = (service === 'iam' || service === 'sts') && region === '';
  return isGlobal && account === accountId && resource !== 'root' ? undefined : false;
}

/** A role of that name with any path. */
export function isRoleNamed(arn: string, start: string, name: string): boolean {
  if (!arn.startsWith(start) || !arn.endsWith(name)) return false;
  const path = arn.slice(start.length, arn.length - name.length);
  return path === '' || (path.endsWith('/') && !path.startsWith('/'));
}
