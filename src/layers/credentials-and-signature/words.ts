import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'credentials-assumed-good': 'a question brings no credentials',
    'request-was-authenticated': 'S3 knew the caller: a bad signature or key gets another error',
    'request-not-signed': 'the request was not signed: S3 took it for anonymous',
    'request-must-be-signed': 'the request must be signed',
    'access-key-unknown-or-inactive': 'the access key does not exist or is inactive ({errorCode})',
    'signature-does-not-match':
      'the signature does not match: a wrong secret, or a header or path changed on the way ({errorCode})',
    'clock-skew': "the clock of the caller differs from AWS's by more than 15 minutes ({errorCode})",
    'session-token-expired': 'the temporary credentials have expired ({errorCode})',
    'presigned-url-expired': 'the presigned URL had expired',
    'account-problem': 'AWS has closed or limited the account ({errorCode}): its owner must ask AWS',
    'china-no-icp-record': 'in the China Regions the account needs an ICP record ({errorCode})',
    'access-logging-off': 'S3 writes no server access log of {bucket}',
    'access-logging-on': 'the server access log of {bucket} lies in {target}',
    'session-token-invalid': 'the session token is not valid ({errorCode})',
    'mfa-code-invalid': 'the MFA code was wrong ({errorCode})',
    'security-credentials-invalid': 'the security credentials are not valid ({errorCode})',
    'account-not-signed-up': 'the account is not signed up for S3 ({errorCode})',
    'access-disabled-by-aws': 'AWS has disabled all access to this resource ({errorCode}): its owner must ask AWS',
    'payer-invalid': 'the account that should pay is closed or limited ({errorCode})',
    'account-not-authorized': 'the account may not use S3 Storage Lens in this way ({errorCode})',
    'organization-not-authorized': 'the organization does not trust S3 Storage Lens ({errorCode})',
    'china-ip-address-unexpected': 'in the China Regions the request came from an unexpected IP address ({errorCode})',
  },
});
