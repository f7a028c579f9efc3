import { permissionsBoundary as reader } from '../../evidence/readers/permissions-boundary';
import { defineLayer } from '../define';
import { checkPermissionsBoundary } from './check';
import { boundaryResource, putBoundary } from './put-policy';
import { words } from './words';

/** The policy that caps what a user or role may ever do. */
export const permissionsBoundary = defineLayer({
  id: 'permissions-boundary',
  title: 'Permissions boundary',
  name: 'the permissions boundary',
  kind: 'limit',
  side: 'principal',
  saidAs: ['permissions boundary'],
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  words,
  reads: { boundary: reader },
  causes: [
    { number: 5, title: 'The boundary has no Allow', code: 'does-not-allow' },
    { number: 6, title: 'The boundary denies', code: 'denies' },
  ],
  yieldsTo: ['caller'],
  fix: 'hand-over',
  policies: { read: 'boundary', naming: 'nobody', isShared: true, largest: { each: 6144 } },
  putPolicy: putBoundary,
  policyResource: boundaryResource,
  appliesTo: () => true,
  check: checkPermissionsBoundary,
  slots: { boundary: 'permissionsBoundary' },
});
