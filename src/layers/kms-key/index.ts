import { keyGrants } from '../../evidence/readers/key-grants';
import { keyPolicy } from '../../evidence/readers/key-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { defineLayer } from '../define';
import { checkKmsKey } from './check';
import { keyPolicyResource, putKeyPolicy } from './put-policy';
import { remedies } from './remedies';
import { words } from './words';

/** The key's policy and its grants: without one of them nobody may use the key, its owner's root user included. */
export const kmsKey = defineLayer({
  id: 'kms-key',
  title: 'KMS key policy and grants',
  name: 'the KMS key policy and grants',
  short: 'key policy',
  policy: 'the policy of the KMS key',
  kind: 'grant',
  side: 'key',
  saidAs: ['resource-based policy', 'key-missing-or-not-allowed'],
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html',
  words,
  reads: { policy: keyPolicy, grants: keyGrants, boundary: permissionsBoundary },
  causes: [
    { number: 59, title: 'The key policy does not allow, or the caller is of another account', code: 'does-not-allow' },
    { number: 60, title: 'AWS managed key `aws/s3` used from another account', code: 'does-not-allow' },
    { number: 63, title: 'Grant retired, revoked, or not yet consistent', code: 'does-not-allow' },
    { number: 64, title: '`kms:ViaService`, `kms:CallerAccount` or the encryption context', code: 'kms:ViaService' },
    { number: 69, title: 'Two objects under one prefix use different keys', code: 'does-not-allow' },
  ],
  mustName: true,
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  policies: {
    read: 'policy',
    naming: 'anybody',
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
    changedBy: { actions: ['kms:PutKeyPolicy'], elseBy: 'aws-support' },
    largest: { each: 32_768 },
  },
  putPolicy: putKeyPolicy,
  policyResource: keyPolicyResource,
  remedies,
  appliesTo: ({ authorization }) => authorization.action.toLowerCase().startsWith('kms:'),
  check: checkKmsKey,
  slots: { policy: 'resourcePolicy', grants: 'grants', boundary: 'permissionsBoundary' },
});
