/** What a client sends so that a condition key has its value: nobody types a condition key. */
import { headerOf } from '../../../verdict/fixes/request/implied-authorizations';
import { quote } from '../../clean';

/** `with the header …`, `over HTTPS`. Without a value, with any. */
export function sentWith(key: string, value: string | undefined): string {
  const name = key.toLowerCase();
  if (name === 'aws:securetransport') return value === 'false' ? 'over plain HTTP' : 'over HTTPS';
  const tag = /^s3:requestobjecttag\/(?<tag>.+)$/is.exec(key)?.groups?.['tag'];
  if (tag !== undefined)
    return `with the object tag ${quote(tag)}${value === undefined ? '' : ` = ${quote(value, 60)}`}`;
  return `with ${sentThing(key)}${value === undefined ? ' set' : ` = ${quote(value, 60)}`}`;
}

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
