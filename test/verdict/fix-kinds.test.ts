/** Kinds of fixes that hang on who holds what, or on the request: rows of each, and near ones that are none of the kind. */
import { investigateIn } from '../account/investigate';
import type { AwsAccounts } from '../account/description';
import { accounts, allow, allowing, deny, denying, encrypted, everything, policyOf, withKey } from '../causes/accounts';
import {
  assumedRole,
  bucketArn,
  event,
  key,
  lambdaRole,
  owner,
  root,
  service,
  user,
  type Caller,
} from '../causes/events';
import { began } from '../causes/session-history';
import { callsIn } from '../setup/aws-cli';
import { useTestCredentials } from '../setup/credentials';
import { fixesIn, now, rowsOf, type Row } from './fixes/fixes-in';

useTestCredentials();
type Statement = Readonly<Record<string, unknown>>;

const linked = (name: string, serviceName: string) => ({ path: `/aws-service-role/${serviceName}/`, name });
const slr = (serviceName = 'config.amazonaws.com') => linked('AWSServiceRoleForConfig', serviceName);
const asRole = (name: string, path: string): Caller => lambdaRole(name, owner, path);
const ownRole = (name: string, role: object): AwsAccounts => accounts({ account: { roles: { [name]: role } } });
const elsewhere = policyOf(allow('s3:*', 'arn:aws:s3:::another/*'));
const { name: linkedName, path: linkedPath } = slr();
const byLinked = asRole(linkedName, linkedPath);
const linkedIn = (change: object = {}, role: object = { inline: { mine: elsewhere } }): AwsAccounts =>
  accounts({ account: { roles: { [linkedName]: { path: linkedPath, ...role } } }, ...change });
const version = { versionId: 'EXAMPLEv1' };
const deleting = { operation: 'DeleteObject' };
const roleOf = (...statements: readonly Statement[]): AwsAccounts =>
  accounts({ role: { inline: { mine: policyOf(...statements) } } });
const aws = (name: string, ...statements: readonly Statement[]) => ({
  [`arn:aws:iam::aws:policy/${name}`]: policyOf(...statements),
});
const presignedBy = {
  more: { additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'QueryString' } },
};
const plainHttp = {
  more: {
    tlsDetails: undefined,
    additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
  },
};
const part = (operation = 'UploadPart') => ({ operation, parameters: { partNumber: '2', uploadId: 'EXAMPLE' } });
const scope = `arn:aws:iam::${owner}:policy/scope`;
const scoped = (passed: object, managed = policyOf(allow('s3:ListBucket'))): AwsAccounts =>
  accounts({
    account: { ...began({ roleArn: `arn:aws:iam::${owner}:role/app`, ...passed }), managed: { [scope]: managed } },
  });
const inOu = (name: string, document: object, level = 'ou-data'): AwsAccounts =>
  accounts({ organization: { accounts: { [owner]: ['ou-data'] }, scps: { [level]: { [name]: document as never } } } });

const kinds: Readonly<Record<string, readonly Row[]>> = {
  'a service-linked role': [
    [
      'whose bucket has no policy',
      linkedIn(),
      { by: byLinked },
      [
        'bucket-policy allow, service-linked-role, put-bucket-policy',
        'bucket-policy allow, opens 1, service-linked-role, put-bucket-policy',
      ],
    ],
    [
      'whose bucket policy names others',
      linkedIn({ bucket: { policy: allowing({ AWS: `arn:aws:iam::${owner}:role/x` }) } }),
      { by: byLinked },
      [
        'bucket-policy allow, service-linked-role, put-bucket-policy',
        'bucket-policy allow, opens 1, service-linked-role, put-bucket-policy',
      ],
    ],
    [
      'that the bucket policy denies',
      linkedIn({ bucket: { policy: denying('No') } }, { inline: { everything } }),
      { by: byLinked },
      [
        'bucket-policy ask-to-except, locked-out-but-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root, put-bucket-policy',
      ],
    ],
    [
      'that the bucket policy denies besides',
      linkedIn({ bucket: { policy: denying('No') } }),
      { by: byLinked },
      [
        'bucket-policy ask-to-except, service-linked-role, locked-out-but-root, put-bucket-policy',
        'bucket-policy ask-to-except, service-linked-role, locked-out-but-root, put-bucket-policy',
      ],
    ],
    [
      'whose own policy denies',
      linkedIn({}, { inline: { mine: policyOf(allow('s3:*'), deny('No')) } }),
      { by: byLinked },
      ['identity-policies see-service unproven, service-linked-role'],
    ],
    [
      'that lacks the use of the key',
      linkedIn({
        bucket: encrypted,
        account: {
          ...withKey(),
          roles: { [linkedName]: { path: linkedPath, inline: { mine: policyOf(allow('s3:*')) } } },
        },
      }),
      { by: byLinked },
      ['kms-key allow, service-linked-role, put-key-policy'],
    ],
    [
      'that an SCP would deny, were it bound by one',
      accounts({
        account: { roles: { [linkedName]: { path: linkedPath, inline: { mine: elsewhere } } } },
        organization: {
          accounts: { [owner]: ['ou-data'] },
          scps: { 'ou-data': { g: policyOf(allow('*'), deny('No')) } },
        },
      }),
      { by: byLinked },
      [
        'bucket-policy allow, service-linked-role, put-bucket-policy',
        'bucket-policy allow, opens 1, service-linked-role, put-bucket-policy',
      ],
    ],
    [
      'that is none by its path',
      ownRole(linkedName, { path: '/service-role/', inline: { mine: elsewhere } }),
      { by: asRole(linkedName, '/service-role/') },
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'that is none, in a path of that name',
      ownRole('x', { path: '/team/aws-service-role/', inline: { mine: elsewhere } }),
      { by: asRole('x', '/team/aws-service-role/') },
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
  ],
  'a policy of AWS': [
    [
      'that denies a role',
      accounts({ role: { inline: { everything }, managed: aws('AWSDenyAll', deny('No')) } }),
      {},
      [
        'identity-policies replace-policy, create-policy, attach-role-policy, detach-role-policy',
        'identity-policies replace-policy, opens 1, create-policy, attach-role-policy, detach-role-policy',
      ],
    ],
    [
      'that denies a user',
      accounts({
        account: { users: { alice: { inline: { everything }, managed: aws('AWSDenyAll', deny('No')) } } },
      }),
      { by: user() },
      [
        'identity-policies replace-policy, create-policy, attach-user-policy, detach-user-policy',
        'identity-policies replace-policy, opens 1, create-policy, attach-user-policy, detach-user-policy',
      ],
    ],
    [
      'that is the quarantine',
      accounts({
        account: {
          users: {
            alice: { inline: { everything }, managed: aws('AWSCompromisedKeyQuarantineV2', deny('No')) },
          },
        },
      }),
      { by: user() },
      ['identity-policies replace-policy, quarantine', 'identity-policies replace-policy, opens 1, quarantine'],
    ],
    [
      'that allows too little',
      accounts({ role: { inline: {}, managed: aws('AmazonS3ReadOnlyAccess', allow(['s3:Get*', 's3:List*'])) } }),
      { operation: 'PutObject' },
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'that allows elsewhere',
      accounts({ role: { inline: {}, managed: aws('AmazonSQSFullAccess', allow('sqs:*')) } }),
      {},
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'beside one of the account that denies too',
      accounts({
        role: {
          inline: { everything },
          managed: { ...aws('AWSDenyAll', deny('No')), [`arn:aws:iam::${owner}:policy/mine`]: policyOf(deny('Two')) },
        },
      }),
      {},
      [
        'identity-policies replace-policy, managed-policy, create-policy, attach-role-policy, detach-role-policy, create-policy-version',
        'identity-policies replace-policy, opens 1, managed-policy, create-policy, attach-role-policy, detach-role-policy, create-policy-version',
      ],
    ],
    [
      'of the account, by the same name',
      accounts({
        role: {
          inline: { everything },
          managed: { [`arn:aws:iam::${owner}:policy/AWSDenyAll`]: policyOf(deny('No')) },
        },
      }),
      {},
      [
        'identity-policies ask-to-except, managed-policy, create-policy-version',
        'identity-policies ask-to-except, opens 1, managed-policy, create-policy-version',
      ],
    ],
  ],
  'a policy of Control Tower': [
    [
      'that denies',
      inOu('aws-guardrails-AbCdEf', policyOf(allow('*'), deny('GR'))),
      {},
      ['service-control-policies change-control unproven'],
    ],
    [
      'on the account',
      inOu('aws-guardrails-AbCdEf', policyOf(allow('*'), deny('GR')), owner),
      {},
      ['service-control-policies change-control unproven'],
    ],
    [
      'with conditions',
      inOu(
        'aws-guardrails-AbCdEf',
        policyOf(
          allow('*'),
          deny('GR', {
            Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/AWSControlTowerExecution' } },
          }),
        ),
      ),
      {},
      ['service-control-policies change-control unproven'],
    ],
    [
      'besides one of the organization',
      accounts({
        organization: {
          accounts: { [owner]: ['ou-data'] },
          scps: {
            'ou-data': { 'aws-guardrails-x': policyOf(allow('*'), deny('GR')), own: policyOf(allow('*'), deny('Own')) },
          },
        },
      }),
      {},
      [
        'service-control-policies change-control unproven',
        'service-control-policies ask-to-except unproven, update-policy',
      ],
    ],
    [
      'only by a like name',
      inOu('aws-guardrail', policyOf(allow('*'), deny('GR'))),
      {},
      [
        'service-control-policies ask-to-except, update-policy',
        'service-control-policies ask-to-except, opens 1, update-policy',
      ],
    ],
    [
      'only by the end of its name',
      inOu('my-aws-guardrails-x', policyOf(allow('*'), deny('GR'))),
      {},
      [
        'service-control-policies ask-to-except, update-policy',
        'service-control-policies ask-to-except, opens 1, update-policy',
      ],
    ],
  ],
  'a session policy': [
    [
      'that is managed, beside which one of the session’s own is passed',
      scoped({ policyArns: [{ arn: scope }] }),
      { by: assumedRole() },
      ['session-policy ask-for-credentials, assume-role'],
    ],
    [
      'that is managed, and denies',
      scoped({ policyArns: [{ arn: scope }] }, policyOf(allow('s3:*'), deny('No'))),
      { by: assumedRole() },
      [
        'session-policy ask-to-except, managed-policy, create-policy-version',
        'session-policy ask-to-except, opens 1, managed-policy, create-policy-version',
      ],
    ],
    [
      'that is the session’s own, and denies',
      scoped({ policy: JSON.stringify(policyOf(allow('s3:*'), deny('No'))) }),
      { by: assumedRole() },
      ['session-policy ask-to-except, assume-role', 'session-policy ask-to-except, opens 1, assume-role'],
    ],
    [
      'that is the session’s own',
      scoped({ policy: JSON.stringify(policyOf(allow('s3:ListBucket'))) }),
      { by: assumedRole() },
      ['session-policy ask-for-credentials, assume-role'],
    ],
    [
      'that is the session’s own, beside a managed one',
      scoped({ policy: JSON.stringify(policyOf(allow('s3:ListBucket'))), policyArns: [{ arn: scope }] }),
      { by: assumedRole() },
      ['session-policy ask-for-credentials, assume-role'],
    ],
  ],
  'a deletion of a version': [
    [
      'that the role lacks',
      roleOf(allow('s3:DeleteObject')),
      { ...deleting, parameters: version },
      [
        'identity-policies drop-version, delete-object',
        'identity-policies allow, deletes-for-good, put-role-policy',
        'identity-policies allow, opens 1, deletes-for-good, put-role-policy',
      ],
    ],
    [
      'of which it may delete only the last',
      roleOf(allow(['s3:DeleteObject', 's3:GetObject*'])),
      { ...deleting, parameters: version },
      [
        'identity-policies drop-version, delete-object',
        'identity-policies allow, deletes-for-good, put-role-policy',
        'identity-policies allow, opens 1, deletes-for-good, put-role-policy',
      ],
    ],
    [
      'that the bucket denies',
      accounts({ bucket: { policy: denying('Keep', undefined, { Action: 's3:DeleteObjectVersion' }) } }),
      { ...deleting, parameters: version },
      [
        'bucket-policy drop-version, delete-object',
        'bucket-policy ask-to-except, deletes-for-good, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, deletes-for-good, put-bucket-policy',
      ],
    ],
    [
      'that is denied with the other',
      accounts({ bucket: { policy: denying('Keep', undefined, { Action: 's3:Delete*' }) } }),
      { ...deleting, parameters: version },
      [
        'bucket-policy ask-to-except, deletes-for-good, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, deletes-for-good, put-bucket-policy',
      ],
    ],
    [
      'that is none: the role lacks DeleteObject',
      roleOf(allow('s3:GetObject')),
      deleting,
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'that is a read of a version',
      roleOf(allow('s3:GetObject')),
      { parameters: version },
      [
        'identity-policies allow, put-role-policy',
        'identity-policies allow, opens 1, put-role-policy',
        'object-state change-request/object-does-not-exist unproven, list-objects-v2',
      ],
    ],
  ],
  'governance bypass': [
    [
      'sent, of an unlocked version',
      roleOf(allow('s3:DeleteObject*')),
      { ...deleting, parameters: { ...version, 'x-amz-bypass-governance-retention': 'true' } },
      [
        'identity-policies drop-header, delete-object',
        'identity-policies allow, breaks-retention, put-role-policy',
        'identity-policies allow, opens 1, breaks-retention, put-role-policy',
      ],
    ],
    [
      'sent, where the bucket denies it',
      accounts({ bucket: { policy: denying('Keep', undefined, { Action: 's3:BypassGovernanceRetention' }) } }),
      { ...deleting, parameters: { ...version, 'x-amz-bypass-governance-retention': 'true' } },
      [
        'bucket-policy drop-header, delete-object',
        'bucket-policy ask-to-except, breaks-retention, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, breaks-retention, put-bucket-policy',
      ],
    ],
    [
      'sent, of a locked version',
      accounts({
        role: { inline: { mine: policyOf(allow('s3:DeleteObject*')) } },
        bucket: {
          objectLock: {},
          objects: {
            [`${key}?versionId=EXAMPLEv1`]: { retention: { mode: 'GOVERNANCE', until: '2030-01-01T00:00:00Z' } },
          } as never,
        },
      }),
      { ...deleting, parameters: { ...version, 'x-amz-bypass-governance-retention': 'true' } },
      [
        'identity-policies allow, breaks-retention, put-role-policy',
        'identity-policies allow, opens 1, breaks-retention, put-role-policy',
      ],
    ],
    [
      'not sent, of a locked version',
      accounts({
        bucket: {
          objectLock: {},
          objects: {
            [`${key}?versionId=EXAMPLEv1`]: { retention: { mode: 'GOVERNANCE', until: '2030-01-01T00:00:00Z' } },
          } as never,
        },
      }),
      { ...deleting, parameters: version, message: 'Access Denied because object protected by object lock.' },
      ['object-lock change-setting/governance-needs-bypass unproven, delete-object'],
    ],
    [
      'sent, of a version in compliance mode',
      accounts({
        bucket: {
          objectLock: {},
          objects: {
            [`${key}?versionId=EXAMPLEv1`]: { retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' } },
          } as never,
        },
      }),
      { ...deleting, parameters: { ...version, 'x-amz-bypass-governance-retention': 'true' } },
      ['object-lock change-setting/compliance-cannot-be-bypassed unproven, delete-object'],
    ],
  ],
  'a presigned URL': [
    [
      'from another network',
      accounts({ bucket: { policy: denying('In', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }) } }),
      presignedBy,
      [
        'bucket-policy use-url-elsewhere unproven',
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
    [
      'from outside the endpoint',
      accounts({ bucket: { policy: denying('In', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }) } }),
      presignedBy,
      [
        'bucket-policy use-url-elsewhere unproven',
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
    [
      'from outside the VPC',
      accounts({ bucket: { policy: denying('In', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }) } }),
      presignedBy,
      [
        'bucket-policy use-url-elsewhere unproven',
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
    [
      'whose signer lacks the permission',
      accounts({ role: { inline: { mine: elsewhere } } }),
      presignedBy,
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'denied to all',
      accounts({ bucket: { policy: denying('No') } }),
      presignedBy,
      [
        'bucket-policy ask-to-except, locked-out-but-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root, put-bucket-policy',
      ],
    ],
    [
      'that is none',
      accounts({ bucket: { policy: denying('In', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }) } }),
      {},
      [
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
  ],
  'a part of an upload': [
    [
      'without an ACL',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }) },
      }),
      part(),
      ['bucket-policy begin-upload-with unproven'],
    ],
    [
      'without an encryption',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }) },
      }),
      part(),
      ['bucket-policy begin-upload-with unproven'],
    ],
    [
      'whose encryption must not be absent',
      accounts({ bucket: { policy: denying('A', { Null: { 's3:x-amz-server-side-encryption': 'true' } }) } }),
      part(),
      ['bucket-policy begin-upload-with unproven'],
    ],
    [
      'that ends it',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }) },
      }),
      part('CompleteMultipartUpload'),
      ['bucket-policy begin-upload-with unproven'],
    ],
    [
      'from another network',
      accounts({ bucket: { policy: denying('A', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }) } }),
      part(),
      [
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
    [
      'over plain HTTP',
      accounts({ bucket: { policy: denying('A', { Bool: { 'aws:SecureTransport': 'false' } }) } }),
      { ...part(), ...plainHttp },
      ['bucket-policy send, upload-part'],
    ],
    [
      'that begins it',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }) },
      }),
      { operation: 'CreateMultipartUpload' },
      [
        'bucket-policy send, create-multipart-upload',
        'bucket-policy ask-to-except, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, put-bucket-policy',
      ],
    ],
    [
      'that is the whole object',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }) },
      }),
      { operation: 'PutObject' },
      [
        'bucket-policy send, put-object',
        'bucket-policy ask-to-except, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, put-bucket-policy',
      ],
    ],
  ],
  'an AWS service': [
    [
      'that must send an ACL',
      accounts({
        bucket: { policy: denying('A', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }) },
      }),
      { by: service('delivery.logs.amazonaws.com'), operation: 'PutObject' },
      [
        'bucket-policy ask-to-except, add-your-own-source, put-bucket-policy',
        'bucket-policy ask-to-except, opens 1, add-your-own-source, put-bucket-policy',
      ],
    ],
    [
      'that no policy lets in',
      accounts({ bucket: { policy: allowing({ AWS: `arn:aws:iam::${owner}:role/x` }) } }),
      { by: service('cloudtrail.amazonaws.com'), operation: 'PutObject' },
      ['bucket-policy allow, opens 1, add-your-own-source, put-bucket-policy'],
    ],
    [
      'that is CloudFront',
      accounts({}),
      { by: service('cloudfront.amazonaws.com') },
      [
        'bucket-policy allow, add-your-own-source, put-bucket-policy',
        'bucket-policy allow, opens 1, add-your-own-source, put-bucket-policy',
      ],
    ],
    [
      'that the policy denies',
      accounts({ bucket: { policy: denying('No') } }),
      { by: service('logging.s3.amazonaws.com'), operation: 'PutObject' },
      [
        'bucket-policy ask-to-except, locked-out-but-root, add-your-own-source, put-bucket-policy',
        'bucket-policy ask-to-except, locked-out-but-root, add-your-own-source, put-bucket-policy',
      ],
    ],
  ],
  'a lock-out': [
    [
      'of a root user, in a member account',
      accounts({ organization: { accounts: { [owner]: ['ou-data'] } }, bucket: { policy: denying('L') } }),
      { by: root() },
      [
        'bucket-policy ask-to-except, locked-out-but-root-session, assume-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root-session, assume-root, put-bucket-policy',
      ],
    ],
    [
      'of the very call that would end it',
      accounts({ organization: { accounts: { [owner]: ['ou-data'] } }, bucket: { policy: denying('L') } }),
      { operation: 'DeleteBucketPolicy', key: null },
      [
        'bucket-policy ask-to-except, locked-out-but-root-session, grants-itself-more, assume-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root-session, grants-itself-more, assume-root, put-bucket-policy',
      ],
    ],
    [
      'by two statements',
      accounts({
        organization: { accounts: { [owner]: ['ou-data'] } },
        bucket: {
          policy: policyOf(
            ...['One', 'Two'].map((Sid) => deny(Sid, { Principal: '*', Resource: [bucketArn, `${bucketArn}/*`] })),
          ),
        },
      }),
      {},
      [
        'bucket-policy ask-to-except, locked-out-but-root-session, assume-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root-session, assume-root, put-bucket-policy',
      ],
    ],
    [
      'but for those of the VPC',
      accounts({ bucket: { policy: denying('L', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }) } }),
      {},
      [
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
    [
      'but for those of the organization, which its administrators are',
      accounts({ bucket: { policy: denying('L', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }) } }),
      {},
      ['bucket-policy ask-to-except, put-bucket-policy', 'bucket-policy ask-to-except, opens 3, put-bucket-policy'],
    ],
    [
      'but for those with MFA',
      accounts({ bucket: { policy: denying('L', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }) } }),
      { by: assumedRole('app') },
      [
        'bucket-policy send, assume-role, get-object',
        'bucket-policy ask-to-except, guards-itself, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, put-bucket-policy',
      ],
    ],
  ],
};

test('a session is begun anew with all that it had', async () => {
  const own = JSON.stringify(policyOf(allow('s3:ListBucket')));
  const awsAccounts = scoped({ policy: own, policyArns: [{ arn: scope }] });
  const { report } = await investigateIn(awsAccounts, event({ by: assumedRole() }), { now });
  const [call = []] = callsIn(report.fixes.flatMap(({ command }) => command ?? []));
  const given = (option: string): unknown => JSON.parse(call[call.indexOf(option) + 1] ?? '');
  expect(given('--policy-arns')).toEqual([{ arn: scope }]);
  expect(given('--policy')).toMatchObject({ Statement: [{ Action: 's3:ListBucket' }, { Action: 's3:GetObject' }] });
});

test.each(rowsOf(kinds))('%s', async (_, awsAccounts, asked, fixes) =>
  expect(await fixesIn(awsAccounts, asked)).toEqual(fixes),
);
