/** Notes of layers, in sentences. A test compares their codes with those that the layers use. */
import { quote } from './clean';

export interface Note {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
}

export function noteSentence({ code, facts }: Note): string {
  const sentence = sentences[code];
  if (sentence === undefined) {
    const told = Object.entries(facts).map(([name, value]) => `${name} ${quote(value)}`);
    return [code.replaceAll('-', ' '), ...told].join(', ');
  }
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => quote(facts[name] ?? '?', 400));
}

/** The codes that have a sentence of their own. */
export const spokenNotes = (): readonly string[] => Object.keys(sentences);

/** `{name}` stands for the fact of that name, quoted. */
const sentences: Readonly<Record<string, string>> = {
  'not-examined': 'Culprit does not check this gate yet',
  'grants-voided': 'what it grants counts for nothing ({to}): {setting} takes it away',
  'refused-by-a-policy': 'AWS names a policy, so the request had passed this gate',

  // Credentials and signature
  'credentials-assumed-good': 'a question brings no credentials',
  'request-was-authenticated': 'CloudTrail records only requests whose signature was good',
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

  // Who calls, and for whom
  'asked-by-a-service':
    '{service} asked with the forwarded rights of the caller: keys of the network path are those of the service',
  'service-principal': '{service} asked in its own name',
  'log-delivery': '{service} delivers logs: the policy of the target bucket, or of its key, must let it',
  'cloudfront-origin-access':
    '{service} asked for a distribution: the bucket policy must allow it with the ARN of the distribution',
  'batch-operations-role': 'S3 Batch Operations asked with the role of the job ({service})',
  'log-bucket-in-another-region': 'access logs can only be delivered to a bucket of the same Region',

  // S3 Express, Access Grants
  'session-asked-for': 'the session for directory bucket {bucket} itself was asked for',
  'any-session-may-read': 'a read-only session of {bucket} may do this as well',
  'no-grant-for-prefix': 'no S3 Access Grant gives {permission} on {target}',
  'location-role-not-assumable':
    'S3 Access Grants may not assume the role of the location: its trust policy must name access-grants.s3.amazonaws.com',

  // Settings and states
  'abac-off': 'attribute-based access control is off for the bucket',
  'use-tag-resource': 'attribute-based access control is on: tags are set with TagResource, not with {operation}',
  'anonymous-cannot-pay': 'requesters pay for this bucket, and anonymous callers cannot',
  'bucket-owner-pays': 'the bucket owner pays',
  'caller-agrees-to-pay': 'the caller agrees to pay',
  'caller-owns-the-bucket': 'the caller is of the account that owns the bucket',
  'request-payer-header-missing': 'requesters pay for this bucket: send `x-amz-request-payer: requester`',
  'bucket-owner-as-expected': '{header} expects {expected}, and that is the owner',
  'bucket-owner-not-as-expected': '{header} expects {expected}, but the owner is {owner}: is this the right bucket?',
  'sse-c-uploads-blocked': 'the bucket refuses uploads with a customer key (SSE-C): use another encryption',
  'sse-c-uploads-not-blocked': 'the bucket takes uploads with a customer key (SSE-C)',
  'mfa-delete-off': 'MFA delete is off for the bucket',
  'only-root-may-delete-versions': 'MFA delete is on: only the root user with its MFA device may delete versions',
  'object-lock-not-enabled': 'Object Lock is not enabled for the bucket',
  'version-not-locked': 'nothing locks this version',
  'compliance-cannot-be-bypassed':
    'the version is locked in compliance mode until {retainUntil}; nobody can shorten that',
  'governance-needs-bypass':
    'the version is locked in governance mode until {retainUntil}; that may be bypassed with s3:BypassGovernanceRetention and `x-amz-bypass-governance-retention: true`',
  'legal-hold': 'the version is under a legal hold',
  'aws-says-locked': 'AWS says that Object Lock protects the object',
};
