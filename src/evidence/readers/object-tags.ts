import { getObjectTagging } from '../aws/calls/s3';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { tagsIn } from './shared/identity';
import { objectName, objectOf } from '../targets';

/** The object's tags. Their changes are data events, which nobody can look up. */
export const objectTags = defineReader<Readonly<Record<string, string>>>({
  id: 'object-tags',
  at: 'bucket',
  region: 'bucket',
  permissions: onObjects('s3:GetObjectTagging', 's3:GetObjectVersionTagging'),
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: async (place, object) => {
    const { TagSet } = await getObjectTagging(place, { ...objectOf(object), ExpectedBucketOwner: place.account });
    return found(tagsIn(required(TagSet, 'TagSet')));
  },
});
