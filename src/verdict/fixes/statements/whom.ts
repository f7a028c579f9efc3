/** The caller as a statement can single it out: a role with all its sessions, a user, a service, whoever does not sign. */
import { indexContext, lookUp } from '../../../engine/context';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import type { Test } from './statement-json';

export type Whom =
  | {
      readonly is: 'principal';
      readonly arn: string;
      readonly isRoot: boolean;
      readonly isOwn: (name: string) => boolean;
    }
  /** `keyed`: the request's context names the service, so that a condition can. */
  | { readonly is: 'service'; readonly name: string; readonly keyed: boolean }
  /** `typed`: the request's context says that the caller is anonymous. */
  | { readonly is: 'anonymous'; readonly typed: boolean };

/** `undefined`: nothing that a policy could name is known of the caller. */
export function whomIn({ principal }: BoundRequest, { context }: BoundAuthorization): Whom | undefined {
  const index = indexContext(context);
  if (principal.type === 'service') {
    const keyed = lookUp(index, 'aws:principalservicename') === principal.service;
    return { is: 'service', name: principal.service, keyed };
  }
  if (principal.type === 'anonymous')
    return { is: 'anonymous', typed: lookUp(index, 'aws:principaltype') === ANONYMOUS };
  if (principal.type === 'unidentified') return undefined;
  const seen = lookUp(index, 'aws:principalarn');
  const session = principal.type === 'assumed-role' ? principal.roleArn : principal.arn;
  const arn = typeof seen === 'string' ? seen : seen === undefined ? undefined : session;
  // No name of IAM's holds these: only a forged record would name everybody so.
  if (arn === undefined || /[*?$]/.test(arn)) return undefined;
  return { is: 'principal', arn, isRoot: principal.type === 'root', isOwn: isOwn(arn, principal) };
}

const ANONYMOUS = 'Anonymous';

/** The names in a Principal element that mean this caller and nobody else: its role's, and those of its sessions. */
function isOwn(arn: string, { type, arn: caller }: { readonly type: string; readonly arn: string }) {
  // The name of a root user stands for its whole account.
  if (type === 'root') return () => false;
  const sessions = /^arn:[^:]+:sts::\d{12}:assumed-role\/[^/]+\//.exec(caller)?.[0];
  return (name: string) => name === arn || name === caller || (sessions !== undefined && name.startsWith(sessions));
}

/** Tests that together hold for this caller and, but for a service that no key names, for nobody else. */
export function testsFor(whom: Whom): readonly Test[] {
  switch (whom.is) {
    case 'principal':
      return [{ operator: 'ArnEquals', key: PRINCIPAL_ARN, values: [whom.arn] }];
    case 'service':
      return whom.keyed
        ? [{ operator: 'StringEquals', key: SERVICE_NAME, values: [whom.name] }]
        : [{ operator: 'Null', key: PRINCIPAL_ARN, values: ['true'] }];
    case 'anonymous':
      return whom.typed
        ? [{ operator: 'StringEquals', key: PRINCIPAL_TYPE, values: [ANONYMOUS] }]
        : [PRINCIPAL_ARN, SERVICE_NAME].map((key) => ({ operator: 'Null', key, values: ['true'] }));
  }
}

/** Tests of which at least one holds for everybody else, and none for this caller. */
export function testsForOthers(whom: Whom): readonly Test[] {
  switch (whom.is) {
    case 'principal':
      return [{ operator: 'ArnNotEquals', key: PRINCIPAL_ARN, values: [whom.arn] }];
    case 'service':
      return whom.keyed
        ? [{ operator: 'StringNotEquals', key: SERVICE_NAME, values: [whom.name] }]
        : [{ operator: 'Null', key: PRINCIPAL_ARN, values: ['false'] }];
    case 'anonymous':
      return whom.typed
        ? [{ operator: 'StringNotEquals', key: PRINCIPAL_TYPE, values: [ANONYMOUS] }]
        : [PRINCIPAL_ARN, SERVICE_NAME].map((key) => ({ operator: 'Null', key, values: ['false'] }));
  }
}

const PRINCIPAL_ARN = 'aws:PrincipalArn';
const PRINCIPAL_TYPE = 'aws:PrincipalType';
const SERVICE_NAME = 'aws:PrincipalServiceName';
