/** The tags of an object: for whoever asks for them, and for whoever asks whether it is there. */
import { required } from '../../answers';
import { getObjectTagging } from '../../aws/calls/s3';
import type { Place } from '../../place';
import type { ObjectTarget } from '../../targets';
import { tagsIn } from './identity';

export const tagsOfObject = (place: Place, object: ObjectTarget): Promise<Readonly<Record<string, string>>> =>
  place.once(`object tags ${JSON.stringify(object)}`, async () => {
    const { TagSet } = await getObjectTagging(place, { ...object, ExpectedBucketOwner: place.account });
    return tagsIn(required(TagSet, 'TagSet'));
  });
