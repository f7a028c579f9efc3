/** What a client sends so that a condition key has its value: nobody types a condition key. */
import { headerOf } from '../../../verdict/fixes/request/implied-authorizations';
import { quote } from '../../clean';

/** The ARN of a KMS key is shown whole, and stays within the line of a card. */
const longestValue = 90;

/** `with the header …`, `over HTTPS`. Without a value, with any. */
export function sentWith(key: string, value: string | undefined): string {
  const name = key.toLowerCase();
  if (name === 'aws:securetransport') return 'over HTTPS';
  const own = waysToSend[name]?.(value);
  if (own !== undefined) return own;
  const tag = /^s3:requestobjecttag\/(?<tag>.+)$/is.exec(key)?.groups?.['tag'];
  if (tag !== undefined)
    return `with the object tag ${quote(tag)}${value === undefined ? '' : ` = ${quote(value, longestValue)}`}`;
  return `with ${sentThing(key)}${value === undefined ? ' set' : ` = ${quote(value, longestValue)}`}`;
}

/** How a request is signed and sent, and by whom. https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
const waysToSend: Readonly<Partial<Record<string, (value: string | undefined) => string | undefined>>> = {
  's3:tlsversion': (value) => (value === undefined ? undefined : `over TLS ${quote(value)}`),
  's3:signatureversion': (value) =>
    value === 'AWS4-HMAC-SHA256' ? 'signed with Signature Version 4' : `signed with ${quote(value ?? '?')}`,
  's3:authtype': (value) => (value === undefined ? undefined : signedWhere[value]),
  's3:signatureage': (value) =>
    value === undefined ? undefined : `signed anew, at most ${quote(value)} milliseconds before it arrives`,
  's3:x-amz-content-sha256': (value) => (value === undefined ? 'with a signed payload' : undefined),
  'aws:multifactorauthpresent': () => 'with credentials that were got with MFA',
  'aws:multifactorauthage': (value) =>
    `with credentials that were got with MFA${value === undefined ? '' : `, at most ${quote(value)} seconds before`}`,
};

const signedWhere: Readonly<Partial<Record<string, string>>> = {
  'REST-HEADER': 'signed in its `Authorization` header, not as a presigned URL',
  'REST-QUERY-STRING': 'as a presigned URL',
  POST: 'as the form of a browser (POST)',
};

/** `the header …`, and for a list call `the parameter …`. */
export function sentThing(key: string): string {
  const tag = /^s3:requestobjecttag\/(?<tag>.+)$/is.exec(key)?.groups?.['tag'];
  if (tag !== undefined) return `the object tag ${quote(tag)}`;
  const header = key.includes(':') ? headerOf(key) : key;
  if (header === undefined) return quote(key);
  return `the ${isQuery.test(header) ? 'parameter' : 'header'} ${quote(header)}`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const isQuery = /^(prefix|delimiter|max-keys)$/;
