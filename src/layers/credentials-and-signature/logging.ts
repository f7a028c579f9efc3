import { defined } from '../../defined';
import type { Reading } from '../../evidence/define';
import type { BucketLogging } from '../../evidence/values';
import type { BoundRequest } from '../../request/types';
import type { Note } from '../../judging/types';
import { words } from './words';

/** Where S3's own line about the request lies, or what is needed to have such lines. Nothing hangs on it. */
export function loggingNotes(request: BoundRequest, logging: Reading<BucketLogging>): readonly Note[] {
  const { bucket, requestId, resourceAccountId, bucketRegion, region, time } = request;
  if (logging.status !== 'found' || bucket === undefined) return [];
  const { value } = logging;
  if (!value.on) {
    const account = defined({ account: resourceAccountId });
    return [words.note('access-logging-off', { bucket, region: bucketRegion ?? region, ...account })];
  }
  const { bucket: target, prefix } = value;
  return [words.note('access-logging-on', { bucket, time, target, prefix, ...defined({ requestId }) })];
}
