/** Notes of layers, in sentences. A test compares their codes with those that the layers use. */
import type { UnreadableReason } from '../evidence/define';
import { quote } from './clean';
import { reasonWords } from './unreadable';
import { seconds } from './words';

export interface Note {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
}

export function noteSentence({ code, facts }: Note): string {
  if (code === 'simulator-not-asked') return notAsked(facts);
  const sentence = sentences[code];
  if (sentence === undefined) {
    const told = Object.entries(facts).map(([name, value]) => `${name} ${quote(value)}`);
    return [code.replaceAll('-', ' '), ...told].join(', ');
  }
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => quote(seconds(facts[name] ?? '?'), 400));
}

function notAsked({ why = '' }: Note['facts']): string {
  const told = reasonWords[why as UnreadableReason] ?? quote(why);
  const lacks = why === 'access-denied' ? '; it takes `iam:SimulatePrincipalPolicy`' : '';
  return `AWS's policy simulator gave no second opinion: ${told}${lacks}`;
}

/** Nothing about the request: only this run lacked it. */
export const isMissingOpinion = ({ code }: Note): boolean => code === 'simulator-not-asked';
/** What stands beside what was found, and is no reason for it. */
export const isSecondOpinion = ({ code }: Note): boolean => code.startsWith('simulator-');
/** It only repeats what AWS said. */
export const isAwsWord = ({ code }: Note): boolean => code.startsWith('aws-');
export const isDisagreement = ({ code }: Note): boolean => code.startsWith('simulator-disagrees');

/** The codes that have a sentence of their own. */
export const spokenNotes = (): readonly string[] => [...Object.keys(sentences), 'simulator-not-asked'];

/** `{name}` stands for the fact of that name, quoted. */
const sentences: Readonly<Record<string, string>> = {
  'does-not-apply': 'it is no gate for this action',
  'not-examined': 'Culprit does not check this gate yet',
  'grants-voided': 'what it grants counts for nothing ({to}): {setting} takes it away',
  'answered-otherwise':
    'AWS answers that with another error than {errorCode}, which this request got: it may have come about only since',
  'not-recorded-so':
    'AWS records no such denial in the way in which it recorded this one: it may have come about only since',
  'refused-by-a-policy': 'AWS names a policy, so the request had passed this gate',

  // Credentials and signature
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
  'kms-key-needs-a-signature': 'S3 uses a KMS key for nobody who does not sign: send the request with credentials',
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

  // Credentials: the rest of the error codes
  'session-token-invalid': 'the session token is not valid ({errorCode})',
  'mfa-code-invalid': 'the MFA code was wrong ({errorCode})',
  'security-credentials-invalid': 'the security credentials are not valid ({errorCode})',
  'account-not-signed-up': 'the account is not signed up for S3 ({errorCode})',
  'access-disabled-by-aws': 'AWS has disabled all access to this resource ({errorCode}): its owner must ask AWS',
  'payer-invalid': 'the account that should pay is closed or limited ({errorCode})',
  'account-not-authorized': 'the account may not use S3 Storage Lens in this way ({errorCode})',
  'organization-not-authorized': 'the organization does not trust S3 Storage Lens ({errorCode})',
  'china-ip-address-unexpected': 'in the China Regions the request came from an unexpected IP address ({errorCode})',
  'inventory-delivery': '{service} delivers an inventory or a report: the policy of the target bucket must let it',
  'no-grant-for-caller': 'no S3 Access Grant names the caller',

  // AWS's second opinion
  'simulator-agrees': "AWS's policy simulator says the same ({says})",
  'simulator-disagrees':
    "AWS's policy simulator says {says}, and this evaluation says {evaluation}: the simulator knows the role but not the session, and no policy of a resource; one of the two is wrong for this request",
  'simulator-disagrees-without-keys':
    "AWS's policy simulator says {says}, and this evaluation says {evaluation}: the simulator was not given {without}, which the policies ask for",
  'simulator-blames-another':
    "AWS's policy simulator says {says} because of {by}, and nothing of the identity policies",
  'simulator-says': "AWS's policy simulator says {says}; it is not weighed, for it knows the role but not the session",

  // Access points
  'no-access-point-policy': 'the access point has no policy',
  'region-not-open': 'the Region behind the Multi-Region Access Point is not open to the account ({errorCode})',
  'access-point-open-to-the-internet': 'the access point serves requests from anywhere',
  'request-came-from-the-vpc': 'the request came from {vpcId}, which the access point serves',
  'request-came-from-another-vpc': 'the access point serves {vpcId} only, and the request came from {from}',
  'request-came-from-outside-the-vpc':
    'the access point serves {vpcId} only, and the request came through no VPC endpoint',
  'request-came-through-aws':
    "the access point serves {vpcId} only, and the request came through AWS's own endpoint {endpoint}",

  // Block Public Access, ACLs, ownership
  'aws-names-the-setting': 'AWS says that {setting} prevents it',
  'public-acl': 'the request sends the public ACL {acl}; the {setBy} blocks public ACLs',
  'public-acls-not-blocked': 'public ACLs such as {acl} are not blocked',
  'public-policies-not-blocked': 'public policies are not blocked',
  'public-policy-cut-off':
    'the policy is public by the rules of AWS, and the {setBy} restricts it to the account of the owner: no grant to anybody else counts, even by name',
  'no-grant-is-cut-off': 'it takes no grant away',
  'public-acls-ignored':
    'the {setBy} ignores public ACLs: grants to everybody count for nothing, and ACLs are shown without them',
  'public-grants-ignored': 'the ACL grants it to everybody, and {setting} ignores that',
  'no-acl-allows-this-action': 'no permission of an ACL covers this action',
  'acls-disabled': 'ACLs are disabled (BucketOwnerEnforced): grants of old ACLs count for nothing',
  'acl-grants': 'the ACL of the {on} grants {permission}',
  'no-acl-grant': 'the ACL of the {on} grants the caller nothing that covers this',
  'bucket-owner-owns-every-object': 'the bucket owner owns every object (BucketOwnerEnforced)',
  'bucket-owner-owns-the-object': 'the bucket owner owns the object',
  'object-owned-by-another-account':
    'the object belongs to {owner}, not to the owner of the bucket ({bucketOwner}): the bucket policy allows nothing on it, only the ACL of the object does',
  'acl-sent-where-acls-are-disabled': 'the request sends an ACL to a bucket with ACLs disabled',
  'bucket-acl-conflicts-with-ownership': 'the ACL of the bucket conflicts with its object ownership setting',

  // The object and its key
  'object-exists': 'the object exists',
  'object-does-not-exist': 'there is no such object',
  'list-bucket-was-asked':
    'AWS asked for the right to list the bucket, as it does when there is no such object: with that right it would have been a 404',
  'object-archived': 'the object is archived: it must be restored first, no permission helps',
  'version-is-a-delete-marker': 'this version is a delete marker: there is nothing to read',
  'object-assumed-to-exist': 'the question takes it that the object exists and is not archived',
  'refused-for-another-reason': 'S3 gave another reason ({errorCode})',
  'hidden-only-without-list-bucket': 'S3 shows a missing object as a 403 only to those that may not list the bucket',
  'key-enabled': 'key {key} is enabled',
  'key-disabled': 'the KMS key is disabled; S3 says so with HTTP 400, not 403',
  'key-pending-deletion': 'key {key} is waiting to be deleted',
  'key-not-usable': 'the KMS key is in a state in which it cannot be used',
  'key-not-found': 'there is no such KMS key (in this Region)',
  'key-in-another-region': 'key {key} is in {region}; S3 uses keys of the Region of the bucket only ({bucketRegion})',
  'key-of-the-wrong-usage': 'the KMS key is not for encryption',

  // Policies, and whom they bind
  'caller-is-a-service': 'it does not bind AWS services that ask in their own name',
  'caller-is-a-service-linked-role': 'it does not bind service-linked roles',
  'caller-is-anonymous': 'an anonymous caller has none',
  'caller-is-no-session': 'the caller is no session',
  'caller-is-of-the-management-account': "it does not bind the organization's management account",
  'caller-is-the-root-user':
    'the root user of the account needs no identity policy, and no boundary or session policy binds it',
  'credentials-issued-to-compute':
    'AWS issued the credentials to compute ({by}): no session policy can be part of them',
  'federated-without-session-policy': 'a federated user without a session policy has no rights of its own',
  'no-session-policy': 'the session was begun without a session policy',
  'no-identity-policies': 'no identity policy is attached to the caller',
  'no-permissions-boundary': 'the caller has no permissions boundary',
  'policy-is-for-the-owner-only': 'S3 shows the policy of a bucket to its owner alone, and lets nobody else change it',
  'no-bucket-policy': 'there is no bucket policy',
  'no-key-policy': 'the key policy says nothing',
  'granted-by': 'KMS grant {grant} allows it',
  'no-service-control-policies': 'no service control policies apply to the account',
  'account-is-in-no-organization': 'the account is in no organization, whose policies would bind it',
  'no-resource-control-policies': 'no resource control policies apply to the account',
  'only-named-policy-read':
    'AWS names this policy; the other policies of the organization could not be read ({why}) and may deny it as well: {permissions} would tell',
  'level-without-allow': 'nothing that hangs on {target} allows it: an Allow is needed at every level',
  'resource-is-of-the-management-account': "it does not bind resources of the organization's management account",
  'key-is-managed-by-aws': 'it does not bind keys that AWS manages',
  'retiring-a-grant': 'it does not bind kms:RetireGrant',
  'no-vpc-endpoint': 'the request did not come through a VPC endpoint',
  'endpoint-is-of-aws': "the request came through an endpoint of AWS's own, whose policy nobody else sets",
};
