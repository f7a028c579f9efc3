/** Which requests CloudTrail has recorded: an empty object each in Culprit's own bucket, named by S3's id of the request. */
import { hasObject, putObject } from './aws';

export async function markSeen(bucket: string, requestId: string): Promise<void> {
  await putObject(bucket, keyOf(requestId), '{}');
}

export function wasSeen(bucket: string, requestId: string): Promise<boolean> {
  return hasObject(bucket, keyOf(requestId));
}

/** Ids come from records and log lines, so they are held to a form that cannot leave the folder. */
function keyOf(requestId: string): string {
  if (!/^[A-Za-z0-9]{1,64}$/.test(requestId)) throw new Error(`\`${requestId.slice(0, 64)}\` is no id of a request`);
  return `seen/${requestId}`;
}
