import { multiRegionAccessPointPolicy } from '../../evidence/readers/multi-region-access-point-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { isThrough, undocumentedOfOwn } from '../../judging/request/access-point';
import { defineLayer } from '../define';
import { checkMultiRegion, closedRegion } from './check';
import { multiRegionPolicyResource, putMultiRegionPolicy } from './put-policy';
import { remedies } from './remedies';
import { words } from './words';

/** A Multi-Region Access Point: its policy, and the Regions behind it. The bucket that answers judges the request too. */
export const multiRegionAccessPoint = defineLayer({
  id: 'multi-region-access-point',
  title: 'Multi-Region Access Point',
  name: 'the Multi-Region Access Point',
  policy: 'the policy of the Multi-Region Access Point',
  kind: 'grant',
  side: 'access-point',
  saidAs: ['resource-based policy', ...closedRegion],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html',
  words,
  remedies,
  reads: { policy: multiRegionAccessPointPolicy, boundary: permissionsBoundary },
  grantForm: 'policy',
  policies: { read: 'policy', naming: 'anybody', largest: { each: 20_480 } },
  causes: [
    {
      number: 42,
      title: 'The Multi-Region Access Point policy refuses, or a Region is not open',
      code: 'region-not-open',
    },
  ],
  undocumented: undocumentedOfOwn,
  putPolicy: putMultiRegionPolicy,
  policyResource: multiRegionPolicyResource,
  appliesTo: (subject) => isThrough('multi-region', subject),
  check: checkMultiRegion,
});
