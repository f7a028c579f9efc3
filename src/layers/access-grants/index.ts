import { accessGrants as reader } from '../../evidence/readers/access-grants';
import { defineLayer } from '../define';
import { checkAccessGrants } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** S3 Access Grants vends credentials for a prefix; their scope is a session policy, judged there. */
export const accessGrants = defineLayer({
  id: 'access-grants',
  title: 'S3 Access Grants',
  name: 'S3 Access Grants',
  kind: 'state',
  side: 'resource',
  saidAs: ['no-access-grant', 'StsNotAuthorizedError'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html',
  words,
  remedies,
  reads: { grants: reader },
  causes: [
    { number: 44, title: 'Access Grants: no grant covers the prefix', code: 'no-grant-for-prefix' },
    { number: 45, title: "Access Grants: the location's role cannot be assumed", code: 'location-role-not-assumable' },
  ],
  fix: 'hand-over',
  appliesTo: ({ authorization }) => authorization.action === 's3:GetDataAccess',
  check: checkAccessGrants,
});
