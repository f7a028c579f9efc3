/** The operations of S3 by HTTP method, place and subresource, from the API model that its SDK package holds. */
import * as s3 from '@aws-sdk/client-s3';

/** `{ "GET bucket acl": "GetBucketAcl", … }`, with the names that CloudTrail writes. */
export function apiOperationsText(): string {
  const entries = operations().filter(({ name }) => !isKnownOtherwise(name));
  const sorted = entries.sort((one, other) => (one.request < other.request ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted.map(({ request, name }) => [request, name])), null, 2)}\n`;
}

export interface Operation {
  /** `GET bucket acl`, `PUT object` */
  readonly request: string;
  /** CloudTrail's eventName. */
  readonly name: string;
}

/** Every operation of the model that goes to a bucket or an object. */
export function operations(): Operation[] {
  return Object.values(s3 as Readonly<Record<string, unknown>>)
    .filter(isOperation)
    .flatMap(([, , name, { http }]) => {
      const [method, path] = http;
      const parts = /^\/(?<key>\{Key\+\})?(?:\?(?<query>.*))?$/.exec(path)?.groups;
      if (parts === undefined) return [];
      const [first = ''] = (parts['query'] ?? '').split('&');
      // `x-id` only repeats the operation's name, and `list-type` is a parameter.
      const subresource = /^(x-id|list-type)=/.test(first) ? '' : ` ${first}`;
      const request = `${method} ${parts['key'] === undefined ? 'bucket' : 'object'}${subresource}`.trim();
      return [{ request, name: eventName(name) }];
    });
}

type OperationSchema = readonly [9, string, string, { readonly http: readonly [method: string, path: string] }];

/** https://smithy.io/2.0/spec/http-bindings.html, as the package's schemas hold it. */
const isOperation = (value: unknown): value is OperationSchema =>
  Array.isArray(value) && value[0] === 9 && typeof value[2] === 'string';

/** CloudTrail's names differ from the API's: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html */
function eventName(name: string): string {
  return name
    .replace(/^(Get|Put)Bucket(Lifecycle|Notification)Configuration$/, '$1Bucket$2')
    .replace(/^(Get|Put)BucketAccelerateConfiguration$/, '$1AccelerateConfiguration')
    .replace(/^(Get|Put|Delete)PublicAccessBlock$/, '$1BucketPublicAccessBlock')
    .replace(/^(Get|Put)ObjectLockConfiguration$/, '$1BucketObjectLockConfiguration');
}

/** A request of the same form has several names: a parameter or a header makes the difference, or the log's own word. */
const isKnownOtherwise = (name: string): boolean =>
  [
    'ListBuckets',
    'ListDirectoryBuckets',
    'ListObjectsV2',
    'ListParts',
    'AbortMultipartUpload',
    'CompleteMultipartUpload',
    'CopyObject',
    'UploadPart',
    'UploadPartCopy',
    'ListBucketAnalyticsConfigurations',
    'ListBucketIntelligentTieringConfigurations',
    'ListBucketInventoryConfigurations',
    'ListBucketMetricsConfigurations',
    'ListObjectAnnotations',
  ].includes(name);
