import { accessPoint as accessPointReader } from '../../evidence/readers/access-point';
import { accountPublicAccessBlock } from '../../evidence/readers/account-public-access-block';
import { bucketPublicAccessBlock } from '../../evidence/readers/bucket-public-access-block';
import type { Reading } from '../../evidence/define';
import type { AccessPoint, PublicAccessBlock } from '../../evidence/values';
import type { Unknown } from '../../request/types';
import type { Subject } from '../define';
import { unreadable } from '../unreadable';

export interface Levels {
  /** As AWS returns it: with what the organization sets in it. */
  readonly account: Reading<PublicAccessBlock>;
  readonly bucket: Reading<PublicAccessBlock>;
  readonly accessPoint: Reading<AccessPoint>;
}
export type Flag = keyof PublicAccessBlock;

/** A flag is on if any level sets it; only if all levels were read is it off. */
export interface FlagState {
  readonly on: boolean | undefined;
  /** The levels that set it. */
  readonly setBy: readonly string[];
  readonly unknowns: readonly Unknown[];
}

/** The strictest of all levels wins: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export function stateOf(flag: Flag, levels: Levels, subject: Subject, only?: 'account'): FlagState {
  const account = { level: 'account', block: levels.account, reader: accountPublicAccessBlock };
  const bucket = { level: 'bucket', block: levels.bucket, reader: bucketPublicAccessBlock };
  const point = { level: 'access point', block: blockOf(levels.accessPoint), reader: accessPointReader };
  const asked = only === 'account' ? [account] : [account, bucket, ...(isThroughAccessPoint(subject) ? [point] : [])];
  const setBy = asked.filter(({ block }) => block.status === 'found' && block.value[flag]).map(({ level }) => level);
  const unknowns = asked.flatMap(({ block, reader }) =>
    block.status === 'unreadable' ? [unreadable(reader, subject, block)] : [],
  );
  return { on: setBy.length > 0 ? true : unknowns.length > 0 ? undefined : false, setBy, unknowns };
}

export const isThroughAccessPoint = ({ request }: Subject): boolean => request.accessPoint !== undefined;

function blockOf(reading: Reading<AccessPoint>): Reading<PublicAccessBlock> {
  if (reading.status !== 'found') return reading;
  const { publicAccessBlock } = reading.value;
  return publicAccessBlock === undefined ? { status: 'absent' } : { status: 'found', value: publicAccessBlock };
}
