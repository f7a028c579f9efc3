import { createHash } from 'node:crypto';
import { getSecretValue } from '../aws';
import type { Outcome } from './channel';
import { errorName } from '../../error-name';

/** A secret as it stands now. It never stands in an error, a log or the table: a hash of it does. */
export type Secret =
  | { readonly is: 'found'; readonly value: string; readonly identity: string }
  | { readonly is: 'not-found'; readonly outcome: Outcome };

/** A channel's address or token is changed by hand: five minutes later it is used. */
const rememberedFor = 5 * 60_000;
const remembered = new Map<string, { readonly at: number; readonly secret: Secret }>();

export async function readSecret(secretId: string, now: number): Promise<Secret> {
  const known = remembered.get(secretId);
  if (known !== undefined && now - known.at < rememberedFor) return known.secret;
  const secret = await askFor(secretId);
  if (secret.is === 'found') remembered.set(secretId, { at: now, secret });
  return secret;
}

async function askFor(secretId: string): Promise<Secret> {
  try {
    const value = (await getSecretValue(secretId))?.trim() ?? '';
    return value === ''
      ? { is: 'not-found', outcome: { is: 'broken', why: `secret \`${secretId}\` is empty` } }
      : { is: 'found', value, identity: identityOf(value) };
  } catch (error) {
    const name = errorName(error);
    const why = `secret \`${secretId}\` could not be read (${name})`;
    return { is: 'not-found', outcome: { is: isLasting(name) ? 'broken' : 'not-sent', why } };
  }
}

const isLasting = (name: string): boolean => name === 'ResourceNotFoundException' || name === 'AccessDeniedException';

export const identityOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 16);

/** The fields of a secret that is a JSON object; `undefined`: it is none. */
export function fieldsOf(value: string): Readonly<Record<string, unknown>> | undefined {
  if (!value.startsWith('{')) return undefined;
  try {
    return JSON.parse(value) as Readonly<Record<string, unknown>>;
  } catch {
    // Whoever asked says that the secret holds nothing usable; the parser's message would quote it.
    return undefined;
  }
}

export const textField = (fields: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
