import { getMultiRegionAccessPointPolicy } from '../aws/calls/s3-control';
import { absentOn } from '../answers';
import { defineReader } from '../define';
import { Unread } from '../aws/failures';
import { controlPlane, multiRegionAccessPointOf } from './shared/multi-region-access-points';
import { onAnything, onMultiRegionAccessPoints } from '../permissions';
import { accessPointArn } from '../targets';
import type { ReadPolicy } from '../values';

/** The policy of the Multi-Region Access Point that is in force in every Region. */
export const multiRegionAccessPointPolicy = defineReader<ReadPolicy>({
  id: 'multi-region-access-point-policy',
  at: 'access-point',
  region: 'access-point',
  permissions: [
    ...onAnything('s3:ListMultiRegionAccessPoints'),
    ...onMultiRegionAccessPoints('s3:GetMultiRegionAccessPointPolicy'),
  ],
  changedBy: {
    accessPoint: ['PutMultiRegionAccessPointPolicy', 'CreateMultiRegionAccessPoint', 'DeleteMultiRegionAccessPoint'],
  },
  target: accessPointArn('multi-region'),
  read: async (place, arn) => {
    const { name } = await multiRegionAccessPointOf(place, arn);
    return absentOn(['NoSuchAccessPointPolicy', 'NoSuchMultiRegionAccessPointPolicy'], async () => {
      const asked = { AccountId: place.account, Name: name };
      const { Policy } = await getMultiRegionAccessPointPolicy(controlPlane(place), asked);
      const document = Policy?.Established?.Policy;
      if (document === undefined) throw new Unread('malformed-answer', 'the answer lacks `Policy.Established.Policy`');
      return { name, arn, attachedTo: `Multi-Region Access Point ${name}`, document };
    });
  },
});
