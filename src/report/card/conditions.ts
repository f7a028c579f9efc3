/** Conditions in plain words. */
import type { ConditionMatch } from '../../engine/types';
import { quote, quoteAll } from '../clean';
import { resourceName } from './names';

/** Lower is said first: what the request lacked says more than whom the statement is for. */
export function weightOf({ operator, seen, key }: ConditionMatch): number {
  if (seen === null) return 0;
  if (/^aws:Principal(?!Org|Tag)/i.test(key)) return 2;
  return isNegated(operator) ? 0 : 1;
}

/** `KMS key …c655 has no tag data-class`; `resource`: what was asked for. */
export function conditionWords(
  { operator, key, wanted, seen, unknown, otherThan, result }: ConditionMatch,
  resource: string | null,
): string {
  if (otherThan !== undefined) return `${quote(key)} is not ${quote(otherThan)}`;
  if (unknown === true)
    return `${quote(key)} is not known; the statement applies where it is ${holdsFor(operator, wanted)}`;
  if (seen === null) return absentWords(key, resource);
  if (key.toLowerCase() === 'aws:securetransport' && seen[0] === 'false') return 'the request came over plain HTTP';
  const is = `${keyWords(key, resource)} is ${quoteAll(seen, 2)}`;
  const compared = comparisonIn(operator);
  if (compared !== undefined) return `${is}, ${result === 'matches' ? '' : 'not '}${compared} ${quoteAll(wanted, 2)}`;
  // A condition that holds says what was refused; `Not …` operators hold, and others fail, because a value is missing.
  const wants = isNegated(operator) === (result === 'matches') && !isNull(operator);
  return wants ? `${is}, not ${quoteAll(wanted, 2)}` : is;
}

const operatorName = (operator: string): string => operator.replace(/^For\w+Values?:/i, '').toLowerCase();
const isNull = (operator: string): boolean => operatorName(operator) === 'null';
const isNegated = (operator: string): boolean => isNull(operator) || operatorName(operator).includes('not');

/** The values for which the condition holds: `not a`, `less than 5`, `absent`. */
function holdsFor(operator: string, wanted: readonly string[]): string {
  if (isNull(operator)) return wanted.includes('true') ? 'absent' : 'present';
  const compared = comparisonIn(operator) ?? (wanted.length > 1 ? 'one of' : undefined);
  return [
    ...(isNegated(operator) ? ['not'] : []),
    ...(compared === undefined ? [] : [compared]),
    quoteAll(wanted, 2),
  ].join(' ');
}

/** `undefined`: it compares no order. */
function comparisonIn(operator: string): string | undefined {
  const found = /^(?<kind>numeric|date)(?<order>(?:less|greater)than(?:equals)?)/.exec(operatorName(operator))?.groups;
  return found === undefined ? undefined : comparisons[found['kind'] ?? '']?.[found['order'] ?? ''];
}

const comparisons: Readonly<Partial<Record<string, Readonly<Partial<Record<string, string>>>>>> = {
  numeric: {
    lessthan: 'less than',
    lessthanequals: 'at most',
    greaterthan: 'more than',
    greaterthanequals: 'at least',
  },
  date: {
    lessthan: 'before',
    lessthanequals: 'no later than',
    greaterthan: 'after',
    greaterthanequals: 'no earlier than',
  },
};

/** The tag that a key asks for, and who bears it. */
function tagOf(key: string, resource: string | null): { readonly bearer: string; readonly tag: string } | undefined {
  const { space = '', tag = '' } = /^(?<space>[^/]+)\/(?<tag>.+)$/s.exec(key)?.groups ?? {};
  const bearer = bearers[space.toLowerCase()]?.(resource);
  return bearer === undefined ? undefined : { bearer, tag };
}

const bearers: Readonly<Partial<Record<string, (resource: string | null) => string | undefined>>> = {
  'aws:principaltag': () => 'the caller',
  'aws:requesttag': () => 'the request',
  's3:requestobjecttag': () => 'the upload',
  's3:existingobjecttag': (resource) => (resource === null ? 'the object' : resourceName(resource, 44)),
  's3:buckettag': () => 'the bucket',
  // S3 takes it from buckets and access points, and not always: only for a key it is surely the resource's own.
  'aws:resourcetag': (resource) =>
    resource !== null && resource.includes(':kms:') ? resourceName(resource, 44) : undefined,
};

function keyWords(key: string, resource: string | null): string {
  const named = tagOf(key, resource);
  return named === undefined ? quote(key) : `the tag ${quote(named.tag)} of ${named.bearer}`;
}

function absentWords(key: string, resource: string | null): string {
  const named = tagOf(key, resource);
  // Without ABAC the tags that a bucket has count for nothing.
  if (/^s3:buckettag\//i.test(key) && named !== undefined)
    return `no tag ${quote(named.tag)} of the bucket counts: it has none, or its ABAC is off`;
  if (named !== undefined) return `${named.bearer} has no tag ${quote(named.tag)}`;
  const header = /^s3:(?<header>x-amz-.+|if-.+)$/i.exec(key)?.groups?.['header'];
  if (header !== undefined) return `the request sends no ${quote(header)}`;
  return plainAbsent[key.toLowerCase()] ?? `the request has no ${quote(key)}`;
}

const plainAbsent: Readonly<Partial<Record<string, string>>> = {
  'aws:sourcevpce': 'the request came through no VPC endpoint',
  'aws:sourcevpc': 'the request came through no VPC endpoint',
  'aws:sourceip': 'the request has no public address (`aws:SourceIp` is absent)',
  'aws:principalorgid': 'the caller belongs to no organization',
  'aws:multifactorauthpresent': 'the caller did not sign in with MFA',
  's3:dataaccesspointarn': 'the request came through no access point',
  's3:max-keys': 'the request sets no `max-keys`',
};
