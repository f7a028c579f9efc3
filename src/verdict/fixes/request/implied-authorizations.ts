/** What S3 asks besides once a header is sent: an ACL, tags, a lock, a KMS key. */
import { rowOf } from '../../../request/authorizations/table';
import { carries, keysOf } from '../../../request/context/condition-keys';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import { isOfEveryRequest } from './how-it-is-sent';

/** The header, or query parameter, that gives the key its value; `undefined`: none of its own. */
export function headerOf(key: string): string | undefined {
  const name = key.toLowerCase();
  if (isOfEveryRequest(name)) return undefined;
  if (name.startsWith('s3:object-lock-')) return `x-amz-${name.slice('s3:'.length)}`;
  if (name.startsWith('s3:requestobjecttag')) return undefined;
  return name.startsWith('s3:') ? name.slice('s3:'.length) : undefined;
}

/** Headers without which S3 refuses this one: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function headersBesides(key: string, { parameters }: BoundRequest): Readonly<Record<string, string>> {
  const encryption = 'x-amz-server-side-encryption';
  const namesItsKey = headerOf(key) === `${encryption}-aws-kms-key-id`;
  return namesItsKey && !(parameters[encryption] ?? '').startsWith('aws:kms') ? { [encryption]: 'aws:kms' } : {};
}

/** The request with all that is asked because of this header; what cannot be known of it is unknown. */
export function withAskedBesides(request: BoundRequest, index: number, key: string, value: string): BoundRequest {
  const changed = request.authorizations[index];
  if (changed?.purpose !== 'main') return request;
  const header = headerOf(key) ?? (/^s3:requestobjecttag/i.test(key) ? 'x-amz-tagging' : undefined);
  const { companions = [], encryption = [] } = rowOf(request.operation);
  const isService = request.principal.type === 'service';
  const asked = companions
    .filter(({ headers, ofServices }) => headers.some((one) => one === header) && !(ofServices === false && isService))
    .flatMap(({ actions }) => actions)
    .filter((action) => request.authorizations.every((one) => one.action !== action))
    .map((action) => companionOf(changed, action));
  const writes = encryption.some((need) => need.key === 'new-object');
  const needsKey = writes && namesKey(header, value);
  return {
    ...request,
    authorizations: [...request.authorizations, ...asked, ...(needsKey ? [unknownKey(changed)] : [])],
  };
}

/** The same resource under another action, which has keys of its own. */
export function companionOf(changed: BoundAuthorization, action: string): BoundAuthorization {
  const { known, unknown } = changed.context;
  const kept = Object.entries(known).filter(([key]) => carries(action, key) || !carries(changed.action, key));
  const own = keysOf(action).flatMap(([key, source]) =>
    typeof source === 'string'
      ? [{ key: source === 'request-tags' ? `${key}*` : key, why: 'not-in-record' as const }]
      : [],
  );
  return {
    ...changed,
    action,
    purpose: 'companion',
    context: { known: Object.fromEntries(kept), unknown: [...unknown, ...own] },
  };
}

const namesKey = (header: string | undefined, value: string): boolean =>
  header === 'x-amz-server-side-encryption-aws-kms-key-id' ||
  (header === 'x-amz-server-side-encryption' && value.startsWith('aws:kms'));

/** Which key it then is, and who may use it, was not read. */
function unknownKey(changed: BoundAuthorization): BoundAuthorization {
  const { bucketResource: _bucket, ...rest } = changed;
  return {
    ...rest,
    action: 'kms:GenerateDataKey',
    resource: undefined,
    resourceAccountId: undefined,
    purpose: 'encryption',
    context: { known: {}, unknown: [{ key: '*', why: 'not-in-record' }] },
  };
}
