/** Who asks in a scenario, as an account knows it. */
import { principalOfArn, type Principal } from '../../src/names/principal';
import type { Context, Scenario } from './scenario';

/** Undefined for services and anonymous callers. */
export const callerAccountOf = (principal: string): string | undefined =>
  /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];

/** Whose policies count: of a federated session those of the user who federated it. */
export interface Identity {
  readonly kind: 'role' | 'user';
  readonly name: string;
  readonly path: string;
  readonly arn: string;
}

/** Undefined for root users, services and anonymous callers. */
export function identityOf({ principal, context }: Scenario['request']): Identity | undefined {
  const account = callerAccountOf(principal) ?? '';
  const [kind, ...rest] = (principal.split(':')[5] ?? '').split('/');
  switch (kind) {
    case 'assumed-role':
      return identity('role', String(context['aws:PrincipalArn'] ?? `arn:aws:iam::${account}:role/${rest[0]}`));
    case 'federated-user':
      return identity('user', `arn:aws:iam::${account}:user/federator`);
    case 'user':
    case 'role':
      return identity(kind, principal);
    default:
      return undefined;
  }
}

function identity(kind: Identity['kind'], arn: string): Identity {
  const path = arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  return { kind, name: arn.slice(arn.lastIndexOf('/') + 1), path, arn };
}

/** Began by a call of STS that CloudTrail keeps. */
export interface Session {
  readonly accessKeyId: string;
  readonly createdAt: string;
}

/** Undefined for long-term keys, and for those who have none. */
export function sessionOf({ principal, context }: Scenario['request']): Session | undefined {
  if (!/:(assumed-role|federated-user)\//.test(principal)) return undefined;
  return {
    accessKeyId: 'ASIAEXAMPLESESSION01',
    createdAt: textIn(context, 'aws:TokenIssueTime') ?? hourBefore(timeOf(context)),
  };
}

/** The caller as the record of a session names it. */
export function principalOf(request: Scenario['request']): Principal | undefined {
  return principalOfArn(request.principal, identityOf(request)?.arn);
}

/** When the request was made. */
export const timeOf = (context: Context): string => textIn(context, 'aws:CurrentTime') ?? '2026-11-23T12:00:00Z';

/** The single value of a key. */
export function textIn(context: Context, key: string): string | undefined {
  const value = context[key];
  return value === undefined || Array.isArray(value) ? undefined : String(value);
}

const hourBefore = (time: string): string => new Date(Date.parse(time) - 3_600_000).toISOString().replace('.000', '');

/** The values of all keys that begin so, by the rest of their names. */
export function familyOf(context: Context, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(context).flatMap(([key, value]) =>
      key.toLowerCase().startsWith(prefix.toLowerCase()) ? [[key.slice(prefix.length), String(value)]] : [],
    ),
  );
}
