import { bucketVersioning } from '../../evidence/readers/bucket-versioning';
import { defineLayer } from '../define';
import { checkMfaDelete, needsMfa } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** MFA delete: versions go only with the code of the root user's device. */
export const mfaDelete = defineLayer({
  id: 'mfa-delete',
  title: 'MFA delete',
  name: 'MFA delete',
  kind: 'state',
  side: 'resource',
  saidAs: ['mfa-code-missing'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  words,
  remedies,
  reads: { versioning: bucketVersioning },
  causes: [
    { number: 74, title: 'MFA delete is on and the request has no MFA code', code: 'only-root-may-delete-versions' },
  ],
  fix: 'hand-over',
  appliesTo: needsMfa,
  check: checkMfaDelete,
});
