/** What people type → what AWS calls it: `read` and `GetObject`, `s3://bucket/key` and `bucket/key`. */
import { actionsOf, kindsOfResource, type KnownAction } from '../../src/names/actions';
import { objectInArn } from '../../src/names/bucket';
import { authorizationTable } from '../../src/request/authorizations/table';
import { UsageError } from '../exit-codes';
import { didYouMean } from '../nearest';

const verbs: Readonly<Record<string, string>> = {
  read: 's3:GetObject',
  write: 's3:PutObject',
  list: 's3:ListBucket',
  delete: 's3:DeleteObject',
};

/** `s3:GetObject`, as AWS spells it. */
export function actionNamed(typed: string): string {
  const verb = verbs[typed.toLowerCase()];
  if (verb !== undefined) return verb;
  const isWhole = typed.includes(':');
  const known = isWhole ? actionsOf(typed.slice(0, typed.indexOf(':')).toLowerCase()) : actionsOf('s3');
  // Another service is refused where the question is read.
  if (known.length === 0) return typed;
  const found = spelled(isWhole ? typed : `s3:${typed}`, known) ?? (isWhole ? undefined : ofCall(typed));
  if (found !== undefined) return found;
  const names = isWhole
    ? known.map(({ name }) => name)
    : [...Object.keys(verbs), ...known.map(({ name }) => name.slice('s3:'.length))];
  throw new UsageError(`there is no action \`${typed}\`${didYouMean(typed, names)}`);
}

const spelled = (typed: string, known: readonly KnownAction[]): string | undefined =>
  known.find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.name;

/** `HeadObject` and `ListObjectsV2` are calls, and have the actions of others. */
function ofCall(typed: string): string | undefined {
  const name = Object.keys(authorizationTable).find((call) => call.toLowerCase() === typed.toLowerCase());
  return name === undefined ? undefined : authorizationTable[name]?.actions[0];
}

/** The ARN. */
export function resourceNamed(typed: string, partition: string): string {
  if (typed === '*' || typed.startsWith('arn:')) return typed;
  const path = typed.startsWith('s3://') ? typed.slice('s3://'.length) : typed;
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/|$)/.test(path)) return `arn:${partition}:s3:::${path.replace(/\/$/, '')}`;
  throw new UsageError(`\`${typed}\` names no bucket: give one as s3://bucket/key or arn:aws:s3:::bucket/key`);
}

/** An object's action is not asked of a bucket, nor the other way round. */
export function checkKind(action: string, resource: string): void {
  const kind = actionsOf(action.slice(0, action.indexOf(':'))).find(({ name }) => name === action)?.kind;
  if (kind === undefined || kind === 'other' || resource === '*' || kindsOfResource(resource).includes(kind)) return;
  const bucket = objectInArn(resource)?.bucket;
  const meant = bucket === undefined ? undefined : resource.slice(0, resource.indexOf(bucket) + bucket.length);
  const example = meant === undefined ? '' : ` (did you mean \`${kind === 'object' ? `${meant}/KEY` : meant}\`?)`;
  throw new UsageError(`\`${action}\` is asked of ${article[kind]}, and \`${resource}\` is none${example}`);
}

const article = { bucket: 'a bucket', object: 'an object', key: 'a KMS key' } as const;
