import { bucketLogging } from '../../evidence/readers/bucket-logging';
import { defineLayer } from '../define';
import { accessPointIn } from '../../names/access-point';
import { checkCredentials } from './check';
import { refusals } from './refusals';
import { remedies } from './remedies';
import { words } from './words';

/** Who are you, and did you sign this? Requests that fail here are seen only in server access logs. */
export const credentialsAndSignature = defineLayer({
  id: 'credentials-and-signature',
  title: 'Credentials and signature',
  name: 'the credentials and signature',
  kind: 'state',
  side: 'principal',
  saidAs: [...refusals.keys(), 'request-expired'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  words,
  remedies,
  reads: { logging: bucketLogging },
  advice: ['logging'],
  causes: [
    { number: 84, title: 'China Regions: no ICP record, or an unexpected IP address', code: 'china-no-icp-record' },
    { number: 85, title: 'Unknown or deactivated access key', code: 'access-key-unknown-or-inactive' },
    { number: 86, title: 'The signature does not match', code: 'signature-does-not-match' },
    { number: 87, title: 'Clock skew', code: 'clock-skew' },
    { number: 88, title: 'Presigned URL expired', code: 'presigned-url-expired' },
    {
      number: 89,
      title: 'Presigned URL died with the temporary credentials that signed it',
      code: 'session-token-expired',
    },
    { number: 90, title: 'Not signed, or signed for a service not subscribed', code: 'request-must-be-signed' },
    { number: 91, title: 'Account problem, access disabled, payer', code: 'account-problem' },
    { number: 92, title: 'Anonymous request to a private bucket', code: 'request-not-signed' },
  ],
  fix: 'change-the-request',
  // One call is signed once; AWS closes a Region of a Multi-Region Access Point with the same error code.
  appliesTo: ({ authorization, request }) =>
    authorization.purpose === 'main' &&
    !(request.errorCode === 'AllAccessDisabled' && accessPointIn(request.accessPoint)?.kind === 'multi-region'),
  check: checkCredentials,
});
