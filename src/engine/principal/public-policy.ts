/**
 * AWS's meaning of "public": a policy is public unless every Allow is limited to fixed values of certain things.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import { any, not, type Truth } from '../truth';
import { parseRange } from '../values/address';

/** Whose policy: an access point's judges one key otherwise. */
export type PolicyOf = 'bucket' | 'access-point';

/** `undefined`: it is no policy, or limits its callers in a way that AWS's documentation leaves open. */
export function isPublicPolicy(document: unknown, of: PolicyOf = 'bucket'): Truth {
  const policy = typeof document === 'string' ? parsed(document) : document;
  if (!isRecord(policy)) return undefined;
  // One public statement makes the whole policy public.
  return any(listOf(policy['Statement']), (statement) => isRecord(statement) && isPublicStatement(statement, of));
}

type Fields = Readonly<Record<string, unknown>>;

function isPublicStatement(statement: Fields, of: PolicyOf): Truth {
  if (statement['Effect'] !== 'Allow') return false;
  // An Allow with NotPrincipal reaches everybody else.
  const everybody = statement['NotPrincipal'] !== undefined || principalsOf(statement['Principal']).some(isEverybody);
  if (!everybody) return false;
  return not(isLimited(statement['Condition'], of));
}

function principalsOf(principal: unknown): readonly unknown[] {
  return isRecord(principal) ? Object.values(principal).flatMap(listOf) : [principal];
}

const isEverybody = (principal: unknown): boolean => typeof principal === 'string' && isVague(principal);

/** Conditions of one statement must all hold, so one that limits the callers is enough. */
function isLimited(condition: unknown, of: PolicyOf): Truth {
  if (!isRecord(condition)) return false;
  return any(Object.entries(condition), ([operator, keys]) => {
    if (!isRecord(keys) || !comparesForEquality(operator)) return false;
    return any(Object.entries(keys), ([key, values]) => limitsBy(key.toLowerCase(), listOf(values), operator, of));
  });
}

/** Negations, `IfExists` and presence tests let others in. Quantifiers of multivalued keys do not. */
function comparesForEquality(operator: string): boolean {
  const name = operator.replace(/^For(AnyValue|AllValues):/i, '');
  return /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i.test(name);
}

function limitsBy(key: string, values: readonly unknown[], operator: string, of: PolicyOf): Truth {
  if (values.length === 0) return false;
  const each = (test: (value: string) => boolean) => values.every((value) => typeof value === 'string' && test(value));
  if (key === 'aws:sourceip') return /IpAddress$/i.test(operator) && each((range) => !isPublicAddressRange(range));
  // In a bucket policy every access point of a fixed account will do; in an access point's policy the key limits nothing.
  if (key === 's3:dataaccesspointarn') {
    return of === 'bucket' && each((arn) => !isVague(arn.replace(/accesspoint\/\*$/, '')));
  }
  if (undocumentedKeys.has(key)) return each(isFixed) ? undefined : false;
  return fixedKeys.has(key) && each(isFixed);
}

/** Wider than /8 (IPv4) or /32 (IPv6), which no private range is; what is no range is a variable or a wildcard. */
function isPublicAddressRange(text: string): boolean {
  const range = parseRange(text);
  return range === undefined || range.prefix < (range.bits === 32 ? 8 : 32);
}

const fixedKeys = new Set([
  'aws:principalorgid',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  's3:dataaccesspointaccount',
]);
/** They limit the callers as well as `Principal` does; whether AWS counts them is not documented. */
const undocumentedKeys = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principalorgpaths']);

/** Wildcards and variables are no fixed values. */
const isVague = (value: string): boolean => /[*?]|\$\{/.test(value);
const isFixed = (value: string): boolean => !isVague(value);

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON is no policy
  }
}
