/** The request of a scenario: who asks, and in which context. */
import { indexOf, IndexedOnce, lowerCase } from '../engine/context';
import type { Principal } from '../names/principal';
import { listIn, recordIn, textIn, wrong, type Fields } from './fields';
import type { RequestContext } from '../request/types';

export function accountIn(value: unknown, at: string): string {
  if (typeof value !== 'string' || !/^\d{12}$/.test(value)) throw wrong(at, 'an account id of twelve digits');
  return value;
}

/** An ARN, `anonymous` or `service:NAME`. */
export function principalIn(principal: string, { known }: RequestContext): Principal {
  if (principal === 'anonymous') return { type: 'anonymous' };
  if (principal.startsWith('service:')) return serviceIn(principal.slice('service:'.length));
  const [, accountId = '', root, user, role, federated, session] = ARN.exec(principal) ?? [];
  const arn = principal;
  if (root !== undefined) return { type: 'root', arn, accountId };
  if (user !== undefined) return { type: 'user', arn, accountId, userName: lastOf(user) };
  if (role !== undefined) return { type: 'role', arn, accountId, roleName: lastOf(role) };
  if (federated !== undefined) return { type: 'federated-user', arn, accountId, name: federated };
  if (session === undefined) throw wrong('request.principal', 'an ARN of IAM or STS, `anonymous` or `service:NAME`');
  const slash = session.indexOf('/');
  const told = known['aws:PrincipalArn'];
  return {
    type: 'assumed-role',
    arn,
    accountId,
    roleName: session.slice(0, slash),
    sessionName: session.slice(slash + 1),
    ...(typeof told === 'string' ? { roleArn: told } : {}),
  };
}

/** Its account, and one of: the root user, a user, a role, a federated user, a session. */
const ARN =
  /^arn:[a-z-]+:(?:iam::(?=\d{12}:(?:root$|user\/|role\/))|sts::(?=\d{12}:(?:federated-user|assumed-role)\/))(\d{12}):(?:(root)|user\/(.+)|role\/(.+)|federated-user\/(.+)|assumed-role\/([^/]+\/[^/]+))$/;

const lastOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function serviceIn(service: string): Principal {
  if (service === '') throw wrong('request.principal', '`service:` and the name of a service');
  return { type: 'service', service };
}

/** Booleans and numbers are read as their text. */
export function contextIn(asked: Fields, at: string): RequestContext {
  const given = recordIn(asked['context'], `${at}.context`);
  const unknown = unknownIn(asked['unknownContext'], at);
  const plain = plainIndex(given);
  if (plain === undefined) return new IndexedOnce(asTexts(given, `${at}.context`), unknown);
  // Sound: every value is a text or a list of texts.
  return new IndexedOnce(given as RequestContext['known'], unknown, indexOf(plain, unknown));
}

function unknownIn(given: unknown, at: string): RequestContext['unknown'] {
  if (given === undefined) return NONE;
  return listIn(given, `${at}.unknownContext`).map((key) => ({
    key: textIn(key, `${at}.unknownContext[]`),
    why: 'stated',
  }));
}

const NONE: RequestContext['unknown'] = [];

/** Nearly every context is made of texts already: it is checked and indexed in one go. `undefined`: it is not. */
function plainIndex(given: Fields): Map<string, string | readonly string[]> | undefined {
  const values = new Map<string, string | readonly string[]>();
  const keys = Object.keys(given);
  // To look each of them up costs more: hardly two contexts have the same keys in the same order.
  const all = Object.values(given);
  for (let at = 0; at < keys.length; at += 1) {
    const value = all[at];
    if (typeof value !== 'string' && !areTexts(value)) return undefined;
    values.set(lowerCase(keys[at] as string), value);
  }
  return values;
}

function areTexts(value: unknown): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  for (const item of value as readonly unknown[]) if (typeof item !== 'string') return false;
  return true;
}

function asTexts(given: Fields, at: string): RequestContext['known'] {
  const texts = Object.entries(given).map(([key, value]) => {
    const read = Array.isArray(value) ? value.map((item) => scalarIn(item, at, key)) : scalarIn(value, at, key);
    return [key, read] as const;
  });
  return Object.fromEntries(texts);
}

function scalarIn(value: unknown, at: string, key: string): string {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return String(value);
  throw wrong(`${at}["${key.slice(0, 100)}"]`, 'a text, a number, a boolean, or a list of these');
}
