import { defined } from '../../../defined';
import { multiRegionControl } from '../../../names/access-point';
import { listMultiRegionAccessPoints } from '../../aws/calls/s3-control';
import { required } from '../../answers';
import { Unread } from '../../aws/failures';
import { allPages } from '../../aws/pages';
import type { Place } from '../../place';
import { publicAccessBlock } from './public-access-block';
import { accessPointOf } from '../../targets';
import type { MultiRegionAccessPoint } from '../../values';

/** ARNs name Multi-Region Access Points by alias, the API by name; only the list knows both. */
export function multiRegionAccessPointOf(place: Place, arn: string): Promise<MultiRegionAccessPoint> {
  const { accountId, name: alias } = accessPointOf(arn);
  return place.once(`multi-region access point ${arn}`, async () => {
    const reports = await allPages(async (NextToken) => {
      const page = await listMultiRegionAccessPoints(controlPlane(place), { AccountId: accountId, NextToken });
      return { items: required(page.AccessPoints, 'AccessPoints'), next: page.NextToken };
    });
    const report = reports.find(({ Alias, Name }) => Alias === alias || Name === alias);
    if (report === undefined) throw new Unread('not-found', `there is no Multi-Region Access Point \`${alias}\``);
    return {
      name: required(report.Name, 'Name'),
      alias,
      buckets: (report.Regions ?? []).map(({ Bucket, Region, BucketAccountId }) => ({
        bucket: required(Bucket, 'Regions[].Bucket'),
        ...defined({ region: Region, accountId: BucketAccountId }),
      })),
      ...(report.PublicAccessBlock === undefined
        ? {}
        : { publicAccessBlock: publicAccessBlock(report.PublicAccessBlock) }),
    };
  });
}

/** Their control plane is in one Region. */
export const controlPlane = (place: Place): Place => place.inRegion(multiRegionControl);
