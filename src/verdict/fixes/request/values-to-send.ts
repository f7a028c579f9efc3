/** What a client could send instead, so that a condition matches or, for a Deny, does not. */
import type { ConditionMatch } from '../../../engine/types';
import { howItIsSent, isOfEveryRequest } from './how-it-is-sent';

/** `none`: nothing. Without `exactly`: any value. */
export type Value = 'none' | { readonly exactly?: string };

/** `undefined`: there is no value that we could name, or it would make another request of it. */
export function valueFor(condition: ConditionMatch, match: boolean): Value | undefined {
  const key = condition.key.toLowerCase();
  const met = isOfEveryRequest(key) ? howItIsSent(condition, match) : meeting(condition, match);
  const sent = isAny(met) ? (usual[key] ?? met) : met;
  if (sent === undefined) return undefined;
  return makesPublic(key, sent) || weakens(key, sent) || asksForAnother(key, condition, sent) ? undefined : sent;
}

const isAny = (value: Value | undefined): boolean =>
  value !== undefined && value !== 'none' && value.exactly === undefined;

/** Where any value will do, the one that asks for no right besides. */
const usual: Readonly<Partial<Record<string, Value>>> = { 's3:x-amz-server-side-encryption': { exactly: 'AES256' } };

function meeting({ operator, wanted }: ConditionMatch, match: boolean): Value | undefined {
  const name = operator.toLowerCase().replace(/ifexists$/, '');
  if (name.includes(':')) return undefined;
  const [first] = wanted;
  if (name === 'null') return wanted.includes('true') === match ? 'none' : {};
  if (name === 'bool') return { exactly: (first === 'true') === match ? 'true' : 'false' };
  const limit = /^numeric(less|greater)than(equals)?$/.exec(name);
  if (limit !== null) return beyond(wanted, (limit[1] === 'less') === match, (limit[2] !== undefined) !== match);
  const literal = wanted.find((one) => !/[*?$]/.test(one));
  const negated = name.includes('not');
  // Equal to a wanted value: a positive condition that should match, or a negated one that should not.
  if (negated !== match) return literal === undefined ? undefined : { exactly: literal };
  return match ? undefined : 'none';
}

/** The limit itself or, where that is too far already, the next number on this side of it. */
function beyond(wanted: readonly string[], below: boolean, isTooFar: boolean): Value | undefined {
  const limits = wanted.map(Number);
  if (limits.length === 0 || limits.some((limit) => !Number.isFinite(limit))) return undefined;
  const limit = below ? Math.min(...limits) : Math.max(...limits);
  const value = isTooFar ? limit + (below ? -1 : 1) * (Number.isInteger(limit) ? 1 : 0.1) : limit;
  return value < 0 ? undefined : { exactly: String(Number(value.toFixed(3))) };
}

/** Nobody is advised to give an object to everybody: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
function makesPublic(key: string, value: Value): boolean {
  const sent = value === 'none' ? '' : (value.exactly ?? '');
  if (key.startsWith('s3:x-amz-grant-')) return /\/groups\/global\//.test(sent);
  return key === 's3:x-amz-acl' && /^(public-|authenticated-read$)/.test(sent);
}

/** No fix sends a request in the clear. */
const weakens = (key: string, value: Value): boolean =>
  key === 'aws:securetransport' && value !== 'none' && value.exactly === 'false';

/** Another object is copied, or another folder is listed: a list may only become narrower. */
function asksForAnother(key: string, { seen }: ConditionMatch, value: Value): boolean {
  if (key === 's3:x-amz-copy-source') return true;
  const prefix = seen?.[0] ?? '';
  const other = value === 'none' ? '' : value.exactly;
  return key === 's3:prefix' && (other === undefined ? prefix !== '' : !other.startsWith(prefix));
}
