/** The first line of every report: who cannot do what to which object. At most 90 characters. */
import type { RequestFacts } from '../../request/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import { callerName, nameOfBucketAndKey, resourceName, shortened } from './names';

export const longestHeadline = 90;
const longestCaller = 30;

/** What the line is made from; `resource`: of what was asked first, where it is known. */
export interface HeadlineFacts extends Pick<Verdict, 'status' | 'observed'> {
  readonly request: RequestFacts;
  readonly resource: string | undefined;
}

export function cardHeadline(verdict: HeadlineFacts): string {
  const who = callerName(verdict.request, longestCaller);
  const { before, after } = frame(verdict);
  const verb = verbOf(verdict.request.operation);
  const used = lengthOf(`${before}${who} ${after[0]}${verb} ${after[1]}`);
  return capital(`${before}${who} ${after[0]}${verb} ${targetOf(verdict, longestHeadline - used)}${after[1]}`);
}

/** What stands around `ROLE … read BUCKET/KEY`. */
function frame({ status, observed }: HeadlineFacts): {
  readonly before: string;
  readonly after: readonly [string, string];
} {
  switch (status) {
    case 'allowed':
      return { before: '', after: ['can ', ''] };
    case 'would-be-allowed-now':
      return { before: '', after: ['could not ', ', and can now'] };
    case 'denied':
      return { before: '', after: ['cannot ', ''] };
    case 'inconclusive':
      return observed
        ? { before: '', after: ['cannot ', ': cause not certain'] }
        : { before: 'Not certain whether ', after: ['can ', ''] };
  }
}

function targetOf({ request, resource = request.accessPoint }: HeadlineFacts, room: number): string {
  const { bucket, key } = request;
  if (bucket !== undefined) return quote(nameOfBucketAndKey(key === undefined ? bucket : `${bucket}/${key}`, room));
  return resource === undefined || resource === '*'
    ? 'a bucket that the record does not name'.slice(0, room)
    : resourceName(resource, room);
}

const lengthOf = (text: string): number => text.replaceAll('`', '').length;
const capital = (text: string): string => (text.startsWith('`') ? text : text.charAt(0).toUpperCase() + text.slice(1));

/** In the words of whoever called; what has no word of its own is called by its name. */
function verbOf(operation: string): string {
  const name = operation.replace(/^[\w-]+:/, '');
  return verbs[name] ?? `call ${quote(shortened(name, 30))} on`;
}

const verbs: Readonly<Partial<Record<string, string>>> = {
  GetObject: 'read',
  HeadObject: 'read',
  GetObjectVersion: 'read',
  SelectObjectContent: 'query',
  PutObject: 'write',
  PostObject: 'write',
  CreateMultipartUpload: 'write',
  UploadPart: 'write',
  CompleteMultipartUpload: 'write',
  CopyObject: 'copy to',
  UploadPartCopy: 'copy to',
  DeleteObject: 'delete',
  DeleteObjectVersion: 'delete',
  DeleteObjects: 'delete from',
  RestoreObject: 'restore',
  ListObjects: 'list',
  ListObjectsV2: 'list',
  ListBucket: 'list',
  ListObjectVersions: 'list versions in',
  ListBucketVersions: 'list versions in',
  Decrypt: 'decrypt',
  GenerateDataKey: 'encrypt into',
  CreateBucket: 'create',
  DeleteBucket: 'delete',
  HeadBucket: 'look into',
};
