import { accessPointPolicy as policy } from '../../evidence/readers/access-point-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { isThrough, undocumentedOfOwn } from '../../judging/request/access-point';
import { defineLayer } from '../define';
import { checkAccessPointPolicy } from './check';
import { accessPointPolicyResource, putAccessPointPolicy } from './put-policy';
import { remedies } from './remedies';
import { words } from './words';

/** The policy of the access point through which the request came. The bucket's own policy must let it pass as well. */
export const accessPointPolicy = defineLayer({
  id: 'access-point-policy',
  title: 'Access point policy',
  name: 'the access point policy',
  kind: 'grant',
  side: 'access-point',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
  words,
  remedies,
  reads: { policy, boundary: permissionsBoundary },
  grantForm: 'policy',
  policies: { read: 'policy', naming: 'anybody', largest: { each: 20_480 } },
  causes: [{ number: 39, title: 'The access point policy has no Allow, or denies', code: 'does-not-allow' }],
  undocumented: undocumentedOfOwn,
  putPolicy: putAccessPointPolicy,
  policyResource: accessPointPolicyResource,
  appliesTo: (subject) => isThrough('access-point', subject),
  check: checkAccessPointPolicy,
});
