import { accessPoint as accessPointReader } from '../../evidence/readers/access-point';
import { accountPublicAccessBlock } from '../../evidence/readers/account-public-access-block';
import { bucketPublicAccessBlock } from '../../evidence/readers/bucket-public-access-block';
import { multiRegionAccessPoint } from '../../evidence/readers/multi-region-access-point';
import type { Reading } from '../../evidence/define';
import type { AccessPoint, MultiRegionAccessPoint, PublicAccessBlock } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { accessPointIn } from '../../names/access-point';
import type { Subject } from '../../judging/types';
import { unreadable } from '../../judging/unreadable';

export interface Levels {
  /** As AWS returns it: with what the organization sets in it. */
  readonly account: Reading<PublicAccessBlock>;
  readonly bucket: Reading<PublicAccessBlock>;
  readonly accessPoint: Reading<AccessPoint>;
  readonly multiRegion: Reading<MultiRegionAccessPoint>;
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
  const asked = only === 'account' ? [account] : [account, bucket, ...pointOf(levels, subject)];
  const setBy = asked.filter(({ block }) => block.status === 'found' && block.value[flag]).map(({ level }) => level);
  const unknowns = asked.flatMap(({ block, reader }) =>
    block.status === 'unreadable' ? [unreadable(reader, subject, block)] : [],
  );
  return { on: setBy.length > 0 ? true : unknowns.length > 0 ? undefined : false, setBy, unknowns };
}

function pointOf({ accessPoint, multiRegion }: Levels, { request }: Subject) {
  switch (accessPointIn(request.accessPoint)?.kind) {
    case 'access-point':
      return [{ level: 'access point', block: blockOf(accessPoint), reader: accessPointReader }];
    case 'multi-region':
      return [{ level: 'Multi-Region Access Point', block: blockOf(multiRegion), reader: multiRegionAccessPoint }];
    default:
      return []; // an Object Lambda access point reads through an access point, in a request of its own
  }
}

function blockOf(reading: Reading<{ readonly publicAccessBlock?: PublicAccessBlock }>): Reading<PublicAccessBlock> {
  if (reading.status !== 'found') return reading;
  const { publicAccessBlock } = reading.value;
  return publicAccessBlock === undefined ? { status: 'absent' } : { status: 'found', value: publicAccessBlock };
}
