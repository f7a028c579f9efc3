/** What could not be known, in sentences: what, why, and what would settle it. */
import type { UnreadableReason } from '../evidence/define';
import type { Unknown } from '../request/types';
import type { ReportUnknown } from '../verdict/types';
import { quote } from './clean';
import { reasonWords, remedyOf, unreadableSentences } from './unreadable';

export type Sentences = Omit<ReportUnknown, 'layer'>;
type Facts = Readonly<Record<string, string>>;

export function unknownSentence({ code, facts }: Unknown): Sentences {
  return (speakers[code] ?? anything(code))(facts);
}

/** The codes that have a sentence of their own; a test compares them with those that the code uses. */
export const spokenUnknowns = (): readonly string[] => Object.keys(speakers);

const fact = (facts: Facts, name: string, otherwise = '?') => quote(facts[name] ?? otherwise, 400);

/** The option has one name on the command line and another where Culprit is deployed. */
const headObject = (does: string, needs = 's3:GetObject') =>
  `\`--head-object\`, or \`headObject\` of a deployment, ${does} (needs ${needs}).`;

/** CloudTrail could be asked, but nothing tells in which account. */
const isPlaceless = ({ account, permission = '' }: Facts) =>
  account === undefined && permission.startsWith('organizations:');

const readFailure = (facts: Facts) =>
  `${reasonWords[facts['why'] as UnreadableReason] ?? fact(facts, 'why')}${facts['error'] === undefined ? '' : ` (${fact(facts, 'error')})`}`;

const speakers: Readonly<Record<string, (facts: Facts) => Sentences>> = {
  unreadable: unreadableSentences,
  'not-examined': () => ({
    what: 'this gate applies to the request',
    why: 'Culprit does not check it yet',
    remedy: 'Check it by hand: the documentation of the layer is linked from `culprit layers`.',
  }),
  'context-key-unknown': (facts) => ({
    what: `the value of condition key ${fact(facts, 'key')}`,
    why: reasonOf(facts),
    remedy: `If you know what ${fact(facts, 'key')} was, ask \`culprit explain\` with \`--context\`.`,
  }),
  'resource-unknown': (facts) => ({
    what: `on which resource ${fact(facts, 'action')} was asked`,
    why: reasonOf(facts),
    remedy: facts['action']?.startsWith('kms:')
      ? headObject('asks S3 for the KMS key of the object')
      : 'Ask the caller for the bucket and key, and give them to `culprit explain`.',
  }),
  'malformed-policy': (facts) => ({
    what: `the policy ${fact(facts, 'policy')}${facts['target'] === undefined ? '' : ` at ${fact(facts, 'target')}`}`,
    why: `it is no policy that AWS would accept: ${(facts['problem'] ?? 'malformed').replaceAll('-', ' ')} at ${fact(facts, 'at', 'the document')}`,
    remedy: 'Read the policy in the console; if AWS accepts it, please report it with a recording.',
  }),
  'changes-not-searched': (facts) => ({
    ...(isPlaceless(facts)
      ? {
          what: 'whether another account changed the policies of the organization since the denial',
          why: `which accounts may change them was not told: ${readFailure(facts)}`,
        }
      : {
          what: `who changed what since the denial${facts['account'] === undefined ? '' : ` in account ${fact(facts, 'account')}`}`,
          why: `CloudTrail was not asked: ${readFailure(facts)}`,
        }),
    remedy: remedyOf({ permission: 'cloudtrail:LookupEvents', ...facts }),
  }),
  'changes-incomplete': (facts) => ({
    what: 'whether something else changed',
    why: `there were more changes than were read since ${fact(facts, 'since')}`,
    remedy: 'Look at the event history of CloudTrail for the time between the denial and now.',
  }),
  'changed-since-the-denial': (facts) => ({
    what: `what ${fact(facts, 'resource')} was like when the request was denied`,
    why: `${fact(facts, 'actor')} called ${fact(facts, 'eventName')} at ${fact(facts, 'time')}, and it was read after that`,
    remedy: 'If the request succeeds now, that change was the fix; what it replaced was the cause.',
  }),
  'authorization-may-not-be-asked': (facts) => ({
    what: `whether ${fact(facts, 'action')} is asked at all`,
    why: 'nothing tells it',
    remedy: facts['action']?.startsWith('kms:')
      ? headObject('asks S3 whether and how the object is encrypted')
      : 'Look whether the request, or the object, has what this action is about: tags, an ACL, a lock.',
  }),
  'object-key-from-bucket-default': (facts) => ({
    what: 'the KMS key of the object',
    why: `${facts['keyArn'] === undefined ? "the bucket's default key" : fact(facts, 'keyArn')} was assumed: the default of the bucket, which holds for new objects only`,
    remedy: headObject('asks S3 for the key of this object'),
  }),
  'companion-action-unverified': (facts) => ({
    what: `whether S3 asks for ${fact(facts, 'action')} as well`,
    why: 'it was assumed: AWS does not document it',
    remedy: 'Compare with a request that succeeds.',
  }),
  'boundary-unknown': () => ({
    what: 'whether the caller has a permissions boundary',
    why: 'a Deny with NotPrincipal hits whoever has one, and this gate does not read it',
    remedy: 'See what is said of the permissions boundary itself.',
  }),
  'bucket-owner-unknown': () => ({
    what: 'who owns the bucket',
    why: 'neither the record nor anything readable tells it',
    remedy: 'Ask with credentials of the account that you think owns it.',
  }),
  'session-mode-unknown': (facts) => ({
    what: `whether the session of ${fact(facts, 'bucket')} was read-only`,
    why: 'no record of the operation tells the mode of its session',
    remedy: 'Look for CreateSession of the same caller in CloudTrail: `SessionMode` must be ReadWrite.',
  }),
  'grant-may-not-cover': (facts) => ({
    what: `whether the S3 Access Grants ${fact(facts, 'grants')} cover ${fact(facts, 'target')}`,
    why: 'no record tells for which user of a directory the caller asked, and scopes are not compared',
    remedy: 'Compare with `aws s3control list-access-grants`.',
  }),
  'access-point-not-found': () => ({
    what: 'for which network the access point was made',
    why: 'it does not exist any more',
    remedy: 'Look for DeleteAccessPoint in CloudTrail.',
  }),
  'endpoint-not-found': (facts) => ({
    what: `of which VPC endpoint ${fact(facts, 'endpoint')} was`,
    why: 'it does not exist any more',
    remedy: 'Look for DeleteVpcEndpoints in CloudTrail.',
  }),
  'access-point-policy-unknown': () => ({
    what: 'whether the policy of the access point is public',
    why: 'it could not be read',
    remedy: 'Grant s3:GetAccessPointPolicy in the account of the access point.',
  }),
  'own-access-point-may-need-no-policy': () => ({
    what: 'whether the policy of the access point must allow the caller, whose own account it belongs to',
    why: "AWS does not document it for access points before another account's bucket",
    remedy: 'Let the policy of the access point allow the caller.',
  }),
  'own-access-point-may-be-spared': () => ({
    what: 'whether RestrictPublicBuckets cuts off the account that owns the access point',
    why: 'AWS spares authorized users of that account, and says that cross-account access is blocked',
    remedy: 'Make neither the policy of the bucket nor that of the access point public.',
  }),
  'function-may-refuse': (facts) => ({
    what: 'whether the function behind the Object Lambda access point refused',
    why: 'it may answer 403 itself, the caller needs lambda:InvokeFunction on it, and it needs s3-object-lambda:WriteGetObjectResponse',
    remedy: `Look into the logs of ${fact(facts, 'functions')}.`,
  }),
  'new-policy-may-be-public': (facts) => ({
    what: 'whether the policy that was put is public',
    why: `no record keeps it, and the ${fact(facts, 'setBy')} blocks public policies`,
    remedy: 'Look whether it allows everybody without a condition that AWS counts.',
  }),
  'organization-may-manage-block-public-access': () => ({
    what: 'whether the organization manages Block Public Access',
    why: 'what is read is the setting in force, not who set it',
    remedy: 'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` in that account.',
  }),
  'public-grants-may-be-ignored': (facts) => ({
    what: `whether ${fact(facts, 'setting')} ignores the public grant of the ACL`,
    why: 'not every level of S3 Block Public Access could be read',
    remedy: 'Grant s3:GetAccountPublicAccessBlock and s3:GetBucketPublicAccessBlock.',
  }),
  'grantee-may-be-the-caller': (facts) => ({
    what: `whether ${fact(facts, 'grantee')}, whom the ACL grants it, is the account of the caller`,
    why: 'ACLs name canonical ids, and only an account itself can tell its own',
    remedy: 'Compare with `aws s3api list-buckets --query Owner.ID` in the account of the caller.',
  }),
  'grant-to-write-may-reach-further': (facts) => ({
    what: `whether the bucket’s ACL, which lets the caller write, allows ${fact(facts, 'action')} as well`,
    why: 'AWS does not say the same of it everywhere, and in part it hangs on who wrote the object',
    remedy: 'Allow it in the bucket policy, or disable ACLs.',
  }),
  'policy-may-not-be-applied-in-another-region': () => ({
    what: 'whether S3 applied the bucket policy',
    why: 'the bucket is in another Region than the one asked, and there S3 answers GetBucketLocation without it',
    remedy: 'Ask in the Region of the bucket, or HeadBucket, which tells the Region as well.',
  }),
  'object-may-not-exist': () => ({
    what: 'whether the object exists',
    why: 'S3 hides a missing object behind a 403 from callers that may not list the bucket',
    remedy: headObject('looks', 's3:GetObject and s3:ListBucket'),
  }),
  'sse-c-blocking-not-told': () => ({
    what: 'whether the bucket refuses uploads with a customer key (SSE-C)',
    why: 'its configuration does not say, and the default depends on the age of bucket and account',
    remedy: 'Set `BlockedEncryptionTypes` of the bucket to what you want.',
  }),
  'customer-key-may-be-wrong': () => ({
    what: 'whether the customer key (SSE-C) of the request was that of the object',
    why: 'no record keeps such a key',
    remedy: 'Compare `x-amz-server-side-encryption-customer-key-MD5` of the request with that of the upload.',
  }),
  'mfa-code-not-recorded': () => ({
    what: 'whether an MFA code was sent and right',
    why: 'no record keeps it',
    remedy: 'Repeat the request with `x-amz-mfa`.',
  }),
  'payer-of-service-unknown': () => ({
    what: 'whether the service agrees to pay for the request',
    why: 'the record does not tell for whom it asks',
    remedy: 'Look into the configuration of the service for Requester Pays.',
  }),
  'canonical-user-unknown': (facts) => ({
    what: `whether the CanonicalUser in ${fact(facts, 'policy')} is the account of the caller`,
    why: 'a policy does not tell which account a canonical user id belongs to',
    remedy: 'Compare it with the id that `aws s3api list-buckets --query Owner.ID` gives in the account of the caller.',
  }),
  'headers-not-logged': () => ({
    what: 'whether an ACL, tags, a lock or the source of a copy was sent, which take further permissions',
    why: 'server access logs tell no headers',
    remedy: 'Ask the caller, or look for the record that CloudTrail has of the request.',
  }),
  'header-not-logged': (facts) => ({
    what: `whether ${fact(facts, 'header')} was sent`,
    why: 'server access logs tell no headers',
    remedy: 'Ask the caller, or look for the record that CloudTrail has of the request.',
  }),
  'header-may-be-unrecorded': (facts) => ({
    what: `whether ${fact(facts, 'header')} was sent`,
    why: 'the record does not hold it, and AWS does not document that records hold this header',
    remedy: 'Make sure that the caller sends it.',
  }),
  'deleted-keys-unknown': () => ({
    what: 'which objects were to be deleted',
    why: 'CloudTrail records DeleteObjects without its keys',
    remedy: 'Look into the answer that the caller got: it lists an error for each key.',
  }),
  'new-retention-unknown': () => ({
    what: 'the retention that was to be set',
    why: 'the record does not tell it, and a locked version may only be locked longer',
    remedy: 'Compare the date asked for with that of the version.',
  }),
  crashed: (facts) => ({
    what: 'what this layer would say',
    why: `its check failed (${fact(facts, 'error')})`,
    remedy: 'Please report it with a recording (`--save`).',
  }),
  'caller-may-be-exempt': () => ({
    what: "whether the caller's account is the organization's management account, which it does not bind",
    why: 'the account or its organization could not be read',
    remedy: 'Grant `organizations:DescribeOrganization`.',
  }),
  'resource-may-be-exempt': () => ({
    what: "whether the resource's account is the organization's management account, which it does not bind",
    why: 'the account or its organization could not be read',
    remedy: 'Grant `organizations:DescribeOrganization`.',
  }),
  'upload-key-from-bucket-default': (facts) => ({
    what: `with which key ${fact(facts, 'operation')} encrypts`,
    why: 'the default of the bucket was assumed: the upload may have been begun with another key',
    remedy: 'Look for CreateMultipartUpload of the same upload in CloudTrail: it names the key.',
  }),
};

function anything(code: string): (facts: Facts) => Sentences {
  return (facts) => ({
    what: quote(code),
    why: Object.entries(facts)
      .slice(0, 6)
      .map(([name, value]) => `${name} ${quote(value)}`)
      .join(', '),
    remedy: 'The JSON report has all facts.',
  });
}

/** The reasons that have words of their own. */
export const spokenReasons = (): readonly string[] => [...Object.keys(reasons), ...Object.keys(reasonWords)];

/** Why a condition key or a resource is not known. */
const reasons: Readonly<Record<string, string>> = {
  'not-in-record': 'CloudTrail does not record it',
  'not-documented': 'AWS does not document what it is',
  'not-stated': 'the question does not state it',
  'not-told': 'nothing tells it',
  'until-read': 'what tells it could not be read',
  'hidden-caller': 'the record hides who the caller is',
  'role-path-not-told': "a session's ARN drops the path of its role",
  'session-not-told': 'the record tells nothing of the session',
  'endpoint-not-told': 'the record does not tell whether a VPC endpoint was crossed',
  'session-not-stated': 'the question does not name a session',
  'service-call': 'a service asked, and the record does not tell for what',
  'forwarded-call': 'a service asked for the caller, and the record shows the service',
  'caller-of-kms-unclear': 'the record does not tell on which way KMS was asked',
  'bucket-key-or-not': 'it is the ARN of the object or, with an S3 Bucket Key, of the bucket',
  'account-of-key-unknown': 'the account of the key is not known',
  'key-of-object-not-found':
    'neither the object nor a record of KMS tells it, and the default of the bucket is the key of new objects only',
  'alias-not-resolved': 'which key the alias stands for could not be read',
  cut: 'it was too long for a record',
};

function reasonOf(facts: Facts): string {
  const why = facts['why'] ?? 'not-told';
  return reasons[why] ?? reasonWords[why as UnreadableReason] ?? why.replaceAll('-', ' ');
}
