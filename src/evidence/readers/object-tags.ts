import { absentOn } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { tagsOfObject } from './shared/object-tags';
import { objectName, objectOf } from '../targets';

/** The object's tags; absent: there is no such object. Their changes are data events, which nobody can look up. */
export const objectTags = defineReader<Readonly<Record<string, string>>>({
  id: 'object-tags',
  at: 'bucket',
  region: 'bucket',
  permissions: onObjects('s3:GetObjectTagging', 's3:GetObjectVersionTagging'),
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: (place, object) => absentOn(['NoSuchKey', 'NoSuchVersion'], () => tagsOfObject(place, objectOf(object))),
});
