/** Tags of a key, a role or a user, as calls set them and take them away. */
import { at, listAt, textAt, type EventRecord } from '../../readers/shared/events';

export interface SetTag {
  readonly setting: 'tag';
  /** Whose (of a key the id), and the tag's key. */
  readonly of: readonly [string, string];
  /** `null`: it was taken away. */
  readonly value: string | null;
}

/** By the parameter that names whose they are. A bucket's are replaced as a whole. */
const owners: Readonly<Record<string, string>> = {
  TagResource: 'keyId',
  UntagResource: 'keyId',
  TagRole: 'roleName',
  UntagRole: 'roleName',
  TagUser: 'userName',
  UntagUser: 'userName',
};

export function tagsIn(record: EventRecord, eventName: string): readonly SetTag[] {
  const parameter = owners[eventName];
  const owner = parameter === undefined ? undefined : textAt(record, 'requestParameters', parameter);
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
