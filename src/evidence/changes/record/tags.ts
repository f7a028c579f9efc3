/** Tags of a key, a bucket, a role or a user, as calls set them and take them away. */
import { at, listAt, textAt, type EventRecord } from '../../readers/shared/events';

export interface SetTag {
  readonly setting: 'tag';
  /** Whose (of a key the id), and the tag's key. */
  readonly of: readonly [string, string];
  /** `null`: it was taken away. */
  readonly value: string | null;
}

/** By the parameter that names whose they are. */
const owners: Readonly<Record<string, string>> = {
  TagResource: 'keyId',
  UntagResource: 'keyId',
  TagRole: 'roleName',
  UntagRole: 'roleName',
  TagUser: 'userName',
  UntagUser: 'userName',
};

/** S3 tags buckets, access points and more by the same calls: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_TagResource.html */
function bucketTaggedBy(record: EventRecord, eventName: string): string | undefined {
  const arn = /^(Unt|T)agResource$/.test(eventName) ? textAt(record, 'requestParameters', 'resourceArn') : undefined;
  return /^arn:[^:]+:s3:::([^/]+)$/.exec(arn ?? '')?.[1];
}

export function tagsIn(record: EventRecord, eventName: string): readonly SetTag[] {
  const parameter = owners[eventName];
  const named = parameter === undefined ? undefined : textAt(record, 'requestParameters', parameter);
  const owner = named ?? bucketTaggedBy(record, eventName);
  if (owner === undefined) return [];
  const of = (key: string) => [owner.split('/').at(-1) ?? owner, key] as const;
  const set = listAt(record, 'requestParameters', 'tags').flatMap((tag): SetTag[] => {
    const key = firstText(tag, 'tagKey', 'key', 'TagKey', 'Key');
    const value = firstText(tag, 'tagValue', 'value', 'TagValue', 'Value');
    return key === undefined || value === undefined ? [] : [{ setting: 'tag', of: of(key), value }];
  });
  const gone = listAt(record, 'requestParameters', 'tagKeys').filter((key) => typeof key === 'string');
  return [...set, ...gone.map((key): SetTag => ({ setting: 'tag', of: of(key), value: null }))];
}

function firstText(tag: unknown, ...names: readonly string[]): string | undefined {
  return names.map((name) => at(tag, name)).find((value) => typeof value === 'string');
}
