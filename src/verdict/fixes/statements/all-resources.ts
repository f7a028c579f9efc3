/** Patterns as wide as all that an action can be asked of: of these a Deny can spare one resource, by `NotResource`. */
import { kindOfAction, type ResourceKind } from '../../../names/actions';

export interface AskedResource {
  readonly action: string;
  readonly resource: string;
  /** The policy hangs on what holds the resource, and on nothing else. */
  readonly hangsOnIt: boolean;
}

/** What `NotResource` has to name besides the resource, so that it means no more than the pattern; `undefined`: it cannot. */
export function sparedBeside(pattern: string, asked: AskedResource): readonly string[] | undefined {
  switch (kindOf(asked.action)) {
    case 'key':
      return isEveryKey(pattern, asked) ? [] : undefined;
    case 'object':
      if (asked.hangsOnIt) return besideObjectsIn(pattern, asked.resource);
      return isEveryObject(pattern, asked.resource) ? [ofAccessPoints(asked.resource)] : undefined;
    case 'bucket':
    case 'other':
    case undefined:
      return undefined;
  }
}

/** An alias has an ARN of its own. https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html */
function kindOf(action: string): ResourceKind | undefined {
  return /^kms:.*alias$/i.test(action) ? undefined : kindOfAction(action);
}

/** `arn:aws:kms:*:*:key/*` */
function isEveryKey(pattern: string, { resource }: AskedResource): boolean {
  const [arn, partition = '*', service = '*', region = '*', account = '*', ...name] = pattern.split(':');
  return (
    arn === 'arn' &&
    (partition === '*' || partition === resource.split(':')[1]) &&
    service === 'kms' &&
    region === '*' &&
    account === '*' &&
    ['*', 'key*', 'key/*'].includes(name.length === 0 ? '*' : name.join(':'))
  );
}

/** `arn:aws:s3:::my-bucket/*` in the policy of that bucket, or a shorter beginning; the bucket itself is none of its objects. */
function besideObjectsIn(pattern: string, resource: string): readonly string[] | undefined {
  const container = /^arn:[^:]+:s3:[^:]*:[^:]*:(?:accesspoint\/[^/]+\/object\/|[^/:]+\/)/.exec(resource)?.[0];
  const begins = /^(arn:[^:*?$]+:s3:[^*?$]+)\*$/.exec(pattern)?.[1];
  if (container === undefined || begins === undefined || !container.startsWith(begins)) return undefined;
  return begins === container ? [container.replace(/(?:\/object)?\/$/, '')] : [];
}

/** `arn:aws:s3:::*` */
const isEveryObject = (pattern: string, resource: string): boolean =>
  [`arn:${resource.split(':')[1]}:s3:::*`, `arn:${resource.split(':')[1]}:s3:::*/*`].includes(pattern) &&
  /^arn:[^:]+:s3:::/.test(resource);

/** They have an account in their ARNs, which buckets have not. */
const ofAccessPoints = (resource: string): string => `arn:${resource.split(':')[1]}:s3:*:?*:*`;
