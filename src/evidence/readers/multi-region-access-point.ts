import { found } from '../answers';
import { defineReader } from '../define';
import { onAnything } from '../permissions';
import { multiRegionAccessPointOf } from './shared/multi-region-access-points';
import { accessPointArn } from '../targets';
import type { MultiRegionAccessPoint } from '../values';

/** The Multi-Region Access Point through which the request came. */
export const multiRegionAccessPoint = defineReader<MultiRegionAccessPoint>({
  id: 'multi-region-access-point',
  at: 'access-point',
  region: 'access-point',
  permissions: onAnything('s3:ListMultiRegionAccessPoints'),
  changedBy: { accessPoint: ['CreateMultiRegionAccessPoint', 'DeleteMultiRegionAccessPoint'] },
  target: accessPointArn('multi-region'),
  read: async (place, arn) => found(await multiRegionAccessPointOf(place, arn)),
});
