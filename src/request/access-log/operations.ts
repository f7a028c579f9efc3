/**
 * The operation field of access logs → CloudTrail's eventName: `REST.HTTP_method.resource_type`, and so for WEBSITE.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
import apiOperations from './api-operations.json';

/**
 * The resource type is the subresource of the API in capitals, but for some; the key decides whether an object's or a
 * bucket's is meant. A type that nobody has seen yet is known by the subresource that the URI names. `undefined`: unknown.
 */
export function operationOf(logged: string, hasKey: boolean, uri = ''): string | undefined {
  const [, method = '', type = ''] = /^[A-Z]+\.([A-Z]+)\.(\w+)$/.exec(logged) ?? [];
  const own = ownNames.get(`${method}.${type}`);
  if (own !== undefined) return own;
  const place = type.startsWith('OBJECT') || (hasKey && !type.startsWith('BUCKET')) ? 'object' : 'bucket';
  const lower = plain(type);
  const spellings = [lower, subresources.get(lower), lower.replace(/^(bucket|object)/, '')];
  for (const spelling of spellings) {
    const named = spelling === undefined ? undefined : inApi(method, place, spelling);
    if (named !== undefined) return named;
  }
  return method === '' ? undefined : byQuery(method, place, uri);
}

/** Lines of what S3 did by a rule of the bucket: `S3.EXPIRE.OBJECT`, `S3.TRANSITION_GDA.OBJECT`. */
export const isOfS3Itself = (logged: string): boolean => logged.startsWith('S3.');

/** What the log distinguishes where requests of the API look alike. */
const ownNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'POST.OBJECT': 'PostObject',
    // A form is sent to the bucket, and its key stands in the body.
    'POST.BUCKET': 'PostObject',
    'COPY.OBJECT': 'CopyObject',
    // A copy writes two lines; this one is of the source.
    'COPY.OBJECT_GET': 'GetObject',
    'COPY.PART': 'UploadPartCopy',
    'COPY.PART_GET': 'GetObject',
    'PUT.PART': 'UploadPart',
    'POST.UPLOAD': 'CompleteMultipartUpload',
    'DELETE.UPLOAD': 'AbortMultipartUpload',
    'GET.UPLOAD': 'ListParts',
    'GET.SERVICE': 'ListBuckets',
    'SELECT.OBJECT': 'SelectObjectContent',
    'OPTIONS.PREFLIGHT': 'PreflightRequest',
  }),
);

/** Types that are not spelled as the API's subresource is. */
const subresources: ReadonlyMap<string, string> = new Map([
  ['loggingstatus', 'logging'],
  ['objectlockconfiguration', 'objectlock'],
  ['multiobjectdelete', 'delete'],
]);

const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();

const byRequest: ReadonlyMap<string, string> = new Map(
  Object.entries(apiOperations).map(([request, name]) => {
    const [method = '', place = '', subresource = ''] = request.split(' ');
    return [`${method} ${place} ${plain(subresource)}`, name];
  }),
);

function inApi(method: string, place: 'object' | 'bucket', subresource: string): string | undefined {
  const other = place === 'object' ? 'bucket' : 'object';
  // Without a subresource a request for an object is none for its bucket.
  const elsewhere = subresource === '' ? undefined : byRequest.get(`${method} ${other} ${subresource}`);
  return byRequest.get(`${method} ${place} ${subresource}`) ?? elsewhere;
}

function byQuery(method: string, place: 'object' | 'bucket', uri: string): string | undefined {
  const query = /\?(\S*)/.exec(uri)?.[1] ?? '';
  for (const name of new URLSearchParams(query).keys()) {
    const named = name === '' ? undefined : inApi(method, place, plain(name));
    if (named !== undefined) return named;
  }
  return undefined;
}
