import { bucketPolicy as reader } from '../../evidence/readers/bucket-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { defineLayer } from '../define';
import { checkBucketPolicy } from './check';

/** The bucket's own policy. */
export const bucketPolicy = defineLayer({
  id: 'bucket-policy',
  title: 'Bucket policy',
  kind: 'grant',
  side: 'resource',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  reads: { policy: reader, boundary: permissionsBoundary },
  grantForm: 'policy',
  policyIn: 'policy',
  appliesTo: ({ authorization }) => !authorization.action.toLowerCase().startsWith('kms:'),
  check: checkBucketPolicy,
  fromScenario: (scenario, evaluation) => ({
    policy: scenario.resourcePolicy[evaluation],
    boundary: scenario.permissionsBoundary,
  }),
});
