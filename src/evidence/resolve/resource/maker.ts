/** What made the bucket, by its tags. No policy asks for them: whoever changes the policy of the bucket does. */
import { makerTagsIn } from '../../../names/maker-tags';
import type { BoundAuthorization } from '../../../request/types';
import { bucketTags } from '../../readers/bucket-tags';
import { isNewBucket } from '../bucket';
import { readFor, valueOf, type Resolution } from '../resolution';

/** What cannot be read was made by nobody known: nothing is decided by it. */
export async function makerTagsOf(
  read: Resolution,
  authorization: BoundAuthorization,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { request } = read;
  if (request.bucket === undefined || isNewBucket(request) || !authorization.action.startsWith('s3:')) return undefined;
  const tags = valueOf(await readFor(read, bucketTags, authorization, { silent: true }));
  return tags === undefined ? undefined : makerTagsIn(tags);
}
