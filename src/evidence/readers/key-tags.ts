import { listResourceTags } from '../aws/calls/kms';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onKeys } from '../permissions';
import { tagsIn } from './shared/identity';
import { allPages } from '../aws/pages';
import { keyArn } from '../targets';

/** The key's tags. */
export const keyTags = defineReader<Readonly<Record<string, string>>>({
  id: 'key-tags',
  at: 'key',
  region: 'key',
  permissions: onKeys('kms:ListResourceTags'),
  changedBy: { key: ['TagResource', 'UntagResource'] },
  target: keyArn,
  read: async (place, arn) => {
    const tags = await allPages(async (Marker) => {
      const page = await listResourceTags(place, { KeyId: arn, Marker });
      return { items: required(page.Tags, 'Tags'), next: page.Truncated === true ? page.NextMarker : undefined };
    });
    return found(tagsIn(tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }))));
  },
});
