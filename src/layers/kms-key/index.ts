import { keyGrants } from '../../evidence/readers/key-grants';
import { keyPolicy } from '../../evidence/readers/key-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { defineLayer } from '../define';
import { checkKmsKey } from './check';

/** The key's policy and its grants: without one of them nobody may use the key, its owner's root user included. */
export const kmsKey = defineLayer({
  id: 'kms-key',
  title: 'KMS key policy and grants',
  kind: 'grant',
  side: 'key',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html',
  reads: { policy: keyPolicy, grants: keyGrants, boundary: permissionsBoundary },
  mustName: true,
  policyIn: 'policy',
  appliesTo: ({ authorization }) => authorization.action.toLowerCase().startsWith('kms:'),
  check: checkKmsKey,
  fromScenario: (scenario, evaluation) => ({
    policy: scenario.resourcePolicy[evaluation],
    grants: scenario.grants[evaluation],
    boundary: scenario.permissionsBoundary,
  }),
});
