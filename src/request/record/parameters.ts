/** The request's headers and query as the record shows them, by an allow-list: all else may hold secrets. */
import { isPublicPolicy } from '../../engine/principal/public-policy';
import { child, field, isFields, text, type RecordFields } from './fields';

/** The allowed parameters that were sent, by lower-case name; of some only that they were sent. */
export function parametersOf(sent: RecordFields | undefined): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (const name of allowed) {
    const value = text(sent, name);
    if (value !== undefined) parameters[name] = value;
  }
  for (const name of onlyThatSent) if (field(sent, name) !== undefined) parameters[name] = 'sent';
  const groups = granteeGroups(field(sent, 'AccessControlPolicy'));
  if (groups.length > 0) parameters['access-control-policy-groups'] = groups.join(',');
  const isPublic = putsPublicPolicy(sent);
  if (isPublic !== undefined) parameters[publicPolicyIsPut] = isPublic;
  const created = child(sent, 'CreateBucketConfiguration');
  if (field(created, 'Tags') !== undefined) parameters['tags'] = 'sent';
  const location = text(created, 'LocationConstraint');
  if (location !== undefined) parameters['locationconstraint'] = location;
  return parameters;
}

/** Whether the policy of a PutBucketPolicy is public: that is all that is kept of it. */
export const publicPolicyIsPut = 'bucket-policy-is-public';

/** By the policy that was sent; a redacted record has no policy, and what was found of it. */
function putsPublicPolicy(sent: RecordFields | undefined): 'true' | 'false' | undefined {
  const policy = field(sent, 'bucketPolicy');
  const isPublic = policy === undefined ? text(sent, publicPolicyIsPut) : String(isPublicPolicy(policy));
  return isPublic === 'true' || isPublic === 'false' ? isPublic : undefined;
}

/** With what is kept of a policy, instead of whatever the caller sent by that name. */
export const withPolicyJudged = (sent: RecordFields): RecordFields =>
  field(sent, 'bucketPolicy') === undefined ? sent : { ...sent, [publicPolicyIsPut]: putsPublicPolicy(sent) ?? null };

/** What an allowed parameter is called in redacted records too. */
export const isAllowedParameter = (name: string): boolean => allowedSet.has(name.toLowerCase());

/** What clients and pages write about themselves; also as the name of a condition key. */
export const isFreeText = (name: string): boolean =>
  /^(?:aws:)?(?:user-?agent|referer)$|^x-amz-website-redirect-location$/i.test(name);

const allowed = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
  'x-amz-object-ownership',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-copy-source-server-side-encryption-customer-algorithm',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-tagging',
  'x-amz-tagging-directive',
  'x-amz-object-annotation-directive',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
  'x-amz-bucket-object-lock-enabled',
  'x-amz-bypass-governance-retention',
  'x-amz-request-payer',
  'x-amz-expected-bucket-owner',
  'x-amz-source-expected-bucket-owner',
  'x-amz-content-sha256',
  'x-amz-checksum-mode',
  'x-amz-bucket-namespace',
  'x-amz-create-session-mode',
  'x-amz-algorithm',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signedheaders',
  'x-id',
  'host',
  'if-match',
  'if-none-match',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'fetch-owner',
  'encoding-type',
  'versionid',
  'referer',
  // What a browser asks before a page calls.
  'origin',
  'access-control-request-method',
  'access-control-request-headers',
  // GetDataAccess: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html
  'target',
  'permission',
];
/** The device's code, and pairs that may hold anything: that they were sent is all that is kept. */
const onlyThatSent = ['x-amz-mfa', 'x-amz-server-side-encryption-context'];
const allowedSet = new Set(allowed);

/** The groups that an ACL in the request's body grants to: of its grants only these make it public. */
function granteeGroups(policy: unknown): readonly string[] {
  if (!isFields(policy)) return [];
  const body = JSON.stringify(policy);
  return ['AllUsers', 'AuthenticatedUsers'].filter((group) => body.includes(`/groups/global/${group}"`));
}
