import { rowOf } from '../../src/request/authorizations/table';
import { actionsOf } from '../../src/names/actions';
import apiOperations from '../../src/request/access-log/api-operations.json';
import { operationOf } from '../../src/request/access-log/operations';
import { apiOperationsText, operations } from '../../scripts/docs/api-operations';

/** `intelligent-tiering` → `INTELLIGENT_TIERING`, `publicAccessBlock` → `PUBLIC_ACCESS_BLOCK`, as lines spell most types. */
const inCapitals = (subresource: string) => subresource.replace(/-/g, '_').replace(/[A-Z]/g, '_$&').toUpperCase();

describe('the operations of the API model', () => {
  test('are those of the table: `npm run docs` writes it', () =>
    expect(apiOperationsText()).toBe(`${JSON.stringify(apiOperations, null, 2)}\n`));

  test.each(Object.entries(apiOperations))('%s is %s', (request, name) => {
    const [method = '', place = '', subresource] = request.split(' ');
    const type = subresource === undefined ? place.toUpperCase() : inCapitals(subresource);
    expect(operationOf(`REST.${method}.${type}`, place === 'object')).toBe(name);
    if (place === 'object' && subresource !== undefined)
      expect(operationOf(`REST.${method}.OBJECT_${type}`, true)).toBe(name);
  });

  test('ask for actions that AWS documents', () => {
    const documented = new Set(['s3', 's3express'].flatMap(actionsOf).map(({ name }) => name));
    const asked = operations()
      // Only directory buckets have these, whose actions are of another service.
      .filter(({ name }) => !['CreateSession', 'RenameObject', 'ListDirectoryBuckets'].includes(name))
      .flatMap(({ name }) => rowOf(name).actions);
    expect(asked.filter((action) => !documented.has(action))).toEqual([]);
  });
});

/** Names in real logs, as public analyzers of them list them, such as https://github.com/Netflix/consoleme */
test.each<[logged: string, hasKey: boolean, name: string]>([
  ['REST.GET.OBJECT', true, 'GetObject'],
  ['WEBSITE.GET.OBJECT', true, 'GetObject'],
  ['WEBSITE.HEAD.OBJECT', true, 'HeadObject'],
  ['REST.HEAD.OBJECT', true, 'HeadObject'],
  ['REST.PUT.OBJECT', true, 'PutObject'],
  ['REST.POST.OBJECT', true, 'PostObject'],
  ['REST.POST.BUCKET', false, 'PostObject'],
  ['REST.COPY.OBJECT', true, 'CopyObject'],
  ['REST.COPY.OBJECT_GET', true, 'GetObject'],
  ['REST.COPY.PART', true, 'UploadPartCopy'],
  ['REST.COPY.PART_GET', true, 'GetObject'],
  ['REST.SELECT.OBJECT', true, 'SelectObjectContent'],
  ['REST.DELETE.OBJECT', true, 'DeleteObject'],
  ['REST.POST.MULTI_OBJECT_DELETE', false, 'DeleteObjects'],
  ['BATCH.DELETE.OBJECT', true, 'DeleteObject'],
  ['REST.POST.UPLOADS', true, 'CreateMultipartUpload'],
  ['REST.PUT.PART', true, 'UploadPart'],
  ['REST.POST.UPLOAD', true, 'CompleteMultipartUpload'],
  ['REST.DELETE.UPLOAD', true, 'AbortMultipartUpload'],
  ['REST.GET.UPLOAD', true, 'ListParts'],
  ['REST.GET.UPLOADS', false, 'ListMultipartUploads'],
  ['REST.POST.RESTORE', true, 'RestoreObject'],
  ['REST.POST.SELECT', true, 'SelectObjectContent'],
  ['REST.GET.OBJECT_ATTRIBUTES', true, 'GetObjectAttributes'],
  ['REST.GET.TORRENT', true, 'GetObjectTorrent'],
  ['REST.GET.ACL', true, 'GetObjectAcl'],
  ['REST.GET.ACL', false, 'GetBucketAcl'],
  ['REST.PUT.ACL', true, 'PutObjectAcl'],
  ['REST.PUT.ACL', false, 'PutBucketAcl'],
  ['REST.GET.OBJECT_TAGGING', true, 'GetObjectTagging'],
  ['REST.PUT.OBJECT_TAGGING', true, 'PutObjectTagging'],
  ['REST.DELETE.OBJECT_TAGGING', true, 'DeleteObjectTagging'],
  ['REST.GET.TAGGING', false, 'GetBucketTagging'],
  ['REST.PUT.TAGGING', false, 'PutBucketTagging'],
  ['REST.DELETE.TAGGING', false, 'DeleteBucketTagging'],
  ['REST.GET.RETENTION', true, 'GetObjectRetention'],
  ['REST.PUT.LEGAL_HOLD', true, 'PutObjectLegalHold'],
  ['REST.GET.BUCKET', false, 'ListObjects'],
  ['REST.GET.BUCKETVERSIONS', false, 'ListObjectVersions'],
  ['REST.HEAD.BUCKET', false, 'HeadBucket'],
  ['REST.PUT.BUCKET', false, 'CreateBucket'],
  ['REST.DELETE.BUCKET', false, 'DeleteBucket'],
  ['REST.GET.BUCKETPOLICY', false, 'GetBucketPolicy'],
  ['REST.PUT.BUCKETPOLICY', false, 'PutBucketPolicy'],
  ['REST.DELETE.BUCKETPOLICY', false, 'DeleteBucketPolicy'],
  ['REST.GET.POLICY_STATUS', false, 'GetBucketPolicyStatus'],
  ['REST.GET.ACCELERATE', false, 'GetAccelerateConfiguration'],
  ['REST.GET.ANALYTICS', false, 'GetBucketAnalyticsConfiguration'],
  ['REST.PUT.ANALYTICS', false, 'PutBucketAnalyticsConfiguration'],
  ['REST.GET.CORS', false, 'GetBucketCors'],
  ['REST.GET.ENCRYPTION', false, 'GetBucketEncryption'],
  ['REST.GET.INTELLIGENT_TIERING', false, 'GetBucketIntelligentTieringConfiguration'],
  ['REST.GET.INVENTORY', false, 'GetBucketInventoryConfiguration'],
  ['REST.PUT.INVENTORY', false, 'PutBucketInventoryConfiguration'],
  ['REST.GET.LIFECYCLE', false, 'GetBucketLifecycle'],
  ['REST.GET.LOCATION', false, 'GetBucketLocation'],
  ['REST.GET.LOGGING_STATUS', false, 'GetBucketLogging'],
  ['REST.PUT.LOGGING_STATUS', false, 'PutBucketLogging'],
  ['REST.GET.METRICS', false, 'GetBucketMetricsConfiguration'],
  ['REST.DELETE.METRICS', false, 'DeleteBucketMetricsConfiguration'],
  ['REST.GET.NOTIFICATION', false, 'GetBucketNotification'],
  ['REST.GET.OBJECT_LOCK_CONFIGURATION', false, 'GetBucketObjectLockConfiguration'],
  ['REST.GET.OWNERSHIP_CONTROLS', false, 'GetBucketOwnershipControls'],
  ['REST.GET.PUBLIC_ACCESS_BLOCK', false, 'GetBucketPublicAccessBlock'],
  ['REST.PUT.PUBLIC_ACCESS_BLOCK', false, 'PutBucketPublicAccessBlock'],
  ['REST.GET.REPLICATION', false, 'GetBucketReplication'],
  ['REST.GET.REQUEST_PAYMENT', false, 'GetBucketRequestPayment'],
  ['REST.GET.VERSIONING', false, 'GetBucketVersioning'],
  ['REST.PUT.VERSIONING', false, 'PutBucketVersioning'],
  ['REST.GET.WEBSITE', false, 'GetBucketWebsite'],
  ['REST.OPTIONS.PREFLIGHT', true, 'PreflightRequest'],
  ['REST.OPTIONS.PREFLIGHT', false, 'PreflightRequest'],
])('%s (key: %s) is %s', (logged, hasKey, name) => expect(operationOf(logged, hasKey)).toBe(name));

test.each([
  ['REST.GET.NOVELTY', 'GET /?novelty HTTP/1.1', undefined],
  ['REST.GET.TIERS', 'GET /?intelligent-tiering&id=x HTTP/1.1', 'GetBucketIntelligentTieringConfiguration'],
  ['REST.PATCH.BUCKET', 'PATCH /?policy HTTP/1.1', undefined],
  ['WEBSITE.INVALIDOPERATION', 'GET / HTTP/1.1', undefined],
])('%s with %s is %s: the URI may show what the type does not', (logged, uri, name) =>
  expect(operationOf(logged, false, uri)).toBe(name),
);
