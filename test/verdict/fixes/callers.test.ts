/** Kinds of fixes before the permission: who was meant to ask, and what of the request is in the way. */
import type { AwsAccounts } from '../../account/description';
import { accounts, allow, allowing, denying, encrypted, everything, policyOf, withKey } from '../../causes/accounts';
import {
  anonymous,
  assumedRole,
  bucketArn,
  key,
  kmsArn,
  lambdaRole,
  objectArn,
  owner,
  root,
  service,
  user,
  type Caller,
} from '../../causes/events';
import { useTestCredentials } from '../../setup/credentials';
import { fixesIn, rowsOf, type Row } from './fixes-in';

useTestCredentials();

const lacking = policyOf(allow('s3:*', 'arn:aws:s3:::another/*'));
const roleOf = (...statements: readonly Readonly<Record<string, unknown>>[]): AwsAccounts =>
  accounts({ role: { inline: { mine: policyOf(...statements) } } });

const instanceArn = `arn:aws:ec2:us-east-1:${owner}:instance/i-0aabbccddeeff0011`;
/** The role of an instance, whose credentials EC2 names the session by. */
function onInstance(inScopeOf?: object): Caller {
  const caller = assumedRole('app');
  const arn = caller.arn.replace(/run$/, 'i-0aabbccddeeff0011');
  return { arn, identity: { ...caller.identity, arn, ...(inScopeOf === undefined ? {} : { inScopeOf }) } };
}
const issuedByEc2 = { issuerType: 'AWS::EC2::Instance', credentialsIssuedTo: instanceArn };
const lockedBy = (mode: string): AwsAccounts =>
  accounts({
    bucket: {
      objectLock: {},
      objects: { [`${key}?versionId=EXAMPLEv1`]: { retention: { mode, until: '2030-01-01T00:00:00Z' } } } as never,
    },
  });
const deleting = { operation: 'DeleteObject', parameters: { versionId: 'EXAMPLEv1' } };
/** A Bucket Key is in use, and the policy allows the key with this context only. */
const withContext = (context: string): AwsAccounts =>
  accounts({
    role: {
      inline: {
        mine: policyOf(allow('s3:*'), {
          ...allow('kms:*'),
          Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': context } },
        }),
      },
    },
    bucket: { objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
    account: withKey(),
  });

const withMfaDelete = accounts({ bucket: { versioning: { status: 'Enabled', mfaDelete: 'Enabled' } } });

const deletingMany = { operation: 'DeleteObjects', key: null };
const distribution = `arn:aws:cloudfront::${owner}:distribution/E1EXAMPLE`;
const byCloudFront = { by: service('cloudfront.amazonaws.com') };
const letIn = (Condition: object, Principal: unknown = { Service: 'cloudfront.amazonaws.com' }): AwsAccounts =>
  accounts({
    role: { inline: { lacking } },
    bucket: { policy: allowing(Principal, { Action: 's3:GetObject', Resource: `${bucketArn}/*`, Condition }) },
  });
const linked = { name: 'AWSServiceRoleForConfig', path: '/aws-service-role/config.amazonaws.com/' };
const byLinked = { by: lambdaRole(linked.name, owner, linked.path) };
const linkedWith = (policy: ReturnType<typeof policyOf>): AwsAccounts =>
  accounts({
    bucket: encrypted,
    account: {
      ...withKey({ policy }),
      roles: { [linked.name]: { path: linked.path, inline: { mine: policyOf(allow('s3:*')) } } },
    },
  });
/** Inline policies of so many bytes together. */
const inlineOf = (size: number): AwsAccounts =>
  accounts({
    role: {
      inline: {
        lacking,
        long: policyOf({ Sid: 'x'.repeat(size), ...allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:q') }),
      },
    },
  });

/** It reads over TLS 1.1, with the signature of before. */
const ofOld = {
  more: {
    tlsDetails: { tlsVersion: 'TLSv1.1', cipherSuite: 'ECDHE-RSA-AES128-SHA' },
    additionalEventData: { SignatureVersion: 'SigV2', AuthenticationMethod: 'AuthHeader' },
  },
};
const signedUrl = { more: { additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'QueryString' } } };
const reading = (Condition: object): AwsAccounts =>
  accounts({
    bucket: { policy: denying('How', Condition as never, { Action: 's3:GetObject', Resource: `${bucketArn}/*` }) },
  });
const excepting = [
  'bucket-policy ask-to-except, put-bucket-policy',
  'bucket-policy ask-to-except, opens 2, put-bucket-policy',
];
/** It holds in any circumstances but those of the denial. */
const exceptingAtAll = excepting.map((one) => one.replace('opens 2', 'opens 1'));
const listingWhere = (Condition: object): AwsAccounts => roleOf({ ...allow('s3:ListBucket', bucketArn), Condition });
const { arn: sessionArn, identity } = assumedRole('app');
const ofWebIdentity: Caller = {
  arn: sessionArn,
  identity: {
    ...identity,
    sessionContext: {
      ...(identity['sessionContext'] as object),
      webIdFederationData: {
        federatedProvider: `arn:aws:iam::${owner}:oidc-provider/token.actions.githubusercontent.com`,
        attributes: {},
      },
    },
  },
};
const listing = (parameters: Readonly<Record<string, string>>) => ({ operation: 'ListObjects', key: null, parameters });

const kinds: Readonly<Record<string, readonly Row[]>> = {
  'how the request is sent': [
    [
      'over a TLS that is too old',
      reading({ NumericLessThan: { 's3:TlsVersion': '1.2' } }),
      ofOld,
      ['bucket-policy send, get-object', ...excepting],
    ],
    [
      'with a signature that is too old',
      reading({ StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }),
      ofOld,
      ['bucket-policy send, get-object', ...excepting],
    ],
    [
      'with a signature that is refused by its name',
      reading({ StringEquals: { 's3:signatureversion': 'AWS' } }),
      ofOld,
      ['bucket-policy send, get-object', ...exceptingAtAll],
    ],
    [
      'as a presigned URL, where only headers are taken',
      reading({ StringNotEquals: { 's3:authType': 'REST-HEADER' } }),
      signedUrl,
      ['bucket-policy send, get-object', ...excepting],
    ],
    [
      'with a signature of before, as a presigned URL',
      reading({ StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }),
      { more: { additionalEventData: { SignatureVersion: 'SigV2', AuthenticationMethod: 'QueryString' } } },
      ['bucket-policy send, presign', ...excepting],
    ],
    [
      'with a payload that is not signed',
      accounts({
        bucket: {
          policy: denying(
            'How',
            { StringEquals: { 's3:x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
            { Action: 's3:PutObject', Resource: `${bucketArn}/*` },
          ),
        },
      }),
      { operation: 'PutObject', parameters: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
      ['bucket-policy send', ...exceptingAtAll],
    ],
    ['over HTTPS, which is denied', reading({ Bool: { 'aws:SecureTransport': 'true' } }), {}, exceptingAtAll],
    [
      'without MFA, by a user',
      accounts({
        account: { users: { alice: { inline: { everything } } } },
        bucket: {
          policy: denying(
            'Mfa',
            { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
            { Action: 's3:GetObject', Resource: `${bucketArn}/*` },
          ),
        },
      }),
      { by: user() },
      ['bucket-policy send, get-session-token, get-object', ...excepting],
    ],
    [
      'without an age of MFA, by a user',
      accounts({
        account: { users: { alice: { inline: { everything } } } },
        bucket: {
          policy: denying(
            'Mfa',
            { Null: { 'aws:MultiFactorAuthAge': 'true' } },
            { Action: 's3:GetObject', Resource: `${bucketArn}/*` },
          ),
        },
      }),
      { by: user() },
      ['bucket-policy send, get-session-token, get-object', ...exceptingAtAll],
    ],
    [
      'without MFA, by a function, which has none',
      reading({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
      {},
      excepting,
    ],
    [
      'without MFA, by a role that a person assumed',
      reading({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
      { by: assumedRole('app') },
      ['bucket-policy send, assume-role, get-object', ...excepting],
    ],
    [
      'without MFA, by a role that an identity provider gave, which has none',
      reading({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
      { by: ofWebIdentity },
      excepting,
    ],
    [
      'with a list that is too long',
      listingWhere({ NumericLessThan: { 's3:max-keys': '100' } }),
      listing({ 'max-keys': '1000' }),
      ['identity-policies send, list-objects-v2', 'identity-policies allow, put-role-policy'],
    ],
    [
      'with a prefix that may become narrower',
      listingWhere({ StringEquals: { 's3:prefix': 'home/app/' } }),
      listing({ prefix: 'home/' }),
      ['identity-policies send, list-objects-v2', 'identity-policies allow, put-role-policy'],
    ],
    [
      'with another prefix than the policy allows, which would list another folder',
      listingWhere({ StringEquals: { 's3:prefix': ['', 'home/'] } }),
      listing({ prefix: 'reports/' }),
      ['identity-policies allow, put-role-policy'],
    ],
    [
      'with a prefix that is denied',
      accounts({
        bucket: {
          policy: denying(
            'Secret',
            { StringLike: { 's3:prefix': 'secret/*' } },
            { Action: 's3:ListBucket', Resource: bucketArn },
          ),
        },
      }),
      listing({ prefix: 'secret/a' }),
      ['bucket-policy ask-to-except, put-bucket-policy', 'bucket-policy ask-to-except, opens 1, put-bucket-policy'],
    ],
  ],
  'the role of an instance': [
    [
      'as the record says',
      accounts({ role: { inline: { lacking } } }),
      { by: onInstance(issuedByEc2) },
      [
        'identity-policies use-intended-role unproven',
        'identity-policies allow, is-it-the-intended-caller, put-role-policy',
        'identity-policies allow, opens 1, is-it-the-intended-caller, put-role-policy',
      ],
    ],
    [
      'as the name of its session says',
      accounts({ role: { inline: { lacking } } }),
      { by: onInstance() },
      [
        'identity-policies use-intended-role unproven',
        'identity-policies allow, is-it-the-intended-caller, put-role-policy',
        'identity-policies allow, opens 1, is-it-the-intended-caller, put-role-policy',
      ],
    ],
    [
      'that the bucket denies',
      accounts({ bucket: { policy: denying('Closed') } }),
      { by: onInstance(issuedByEc2) },
      [
        'bucket-policy ask-to-except, locked-out-but-root, is-it-the-intended-caller, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root, is-it-the-intended-caller, put-bucket-policy',
      ],
    ],
    [
      'that the bucket denies, but not to another role',
      accounts({
        bucket: { policy: denying('Own', { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/pod` } }) },
      }),
      { by: onInstance(issuedByEc2) },
      [
        'bucket-policy use-intended-role unproven',
        'bucket-policy ask-to-except, guards-itself, is-it-the-intended-caller, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, guards-itself, is-it-the-intended-caller, put-bucket-policy',
      ],
    ],
    [
      'that the bucket denies outside a network',
      accounts({ bucket: { policy: denying('Net', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }) } }),
      { by: onInstance(issuedByEc2) },
      [
        'bucket-policy ask-to-except, guards-itself, is-it-the-intended-caller, put-bucket-policy',
        'bucket-policy ask-to-except, opens 3, guards-itself, is-it-the-intended-caller, put-bucket-policy',
      ],
    ],
    [
      'that is a function',
      accounts({ role: { inline: { lacking } } }),
      { by: lambdaRole() },
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'that a person took',
      accounts({ role: { inline: { lacking } } }),
      { by: assumedRole() },
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
  ],
  'a role whose inline policies': [
    [
      'leave room',
      inlineOf(9_000),
      {},
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
    [
      'are as large as they may be',
      inlineOf(9_900),
      {},
      [
        'identity-policies allow, create-policy, attach-role-policy',
        'identity-policies allow, opens 1, create-policy, attach-role-policy',
      ],
    ],
  ],
  'an anonymous caller': [
    [
      'who also grants',
      accounts({}),
      { by: anonymous, operation: 'PutObject', parameters: { 'x-amz-acl': 'bucket-owner-full-control' } },
      [
        'bucket-policy sign-the-request unproven, put-object',
        'bucket-policy ask-to-allow, makes-public, grants-itself-more, put-bucket-policy',
      ],
    ],
    [
      'from another endpoint than the one that is let in',
      letIn({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, '*'),
      { by: anonymous, more: { vpcEndpointId: 'vpce-0example08c1b6b9b' } },
      ['bucket-policy sign-the-request unproven, get-object', 'bucket-policy ask-to-allow, put-bucket-policy'],
    ],
    [
      'who reads',
      accounts({}),
      { by: anonymous },
      [
        'bucket-policy sign-the-request unproven, get-object',
        'bucket-policy ask-to-allow, makes-public, put-bucket-policy',
        'bucket-policy ask-to-allow, opens 1, makes-public, put-bucket-policy',
      ],
    ],
    [
      'who writes',
      accounts({}),
      { by: anonymous, operation: 'PutObject' },
      [
        'bucket-policy sign-the-request unproven, put-object',
        'bucket-policy ask-to-allow, makes-public, put-bucket-policy',
        'bucket-policy ask-to-allow, opens 1, makes-public, put-bucket-policy',
      ],
    ],
    [
      'who lists',
      accounts({}),
      { by: anonymous, operation: 'ListObjects', key: null },
      [
        'bucket-policy sign-the-request unproven, list-objects-v2',
        'bucket-policy ask-to-allow, makes-public, put-bucket-policy',
      ],
    ],
    [
      'whom the bucket denies',
      accounts({ bucket: { policy: denying('Closed') } }),
      { by: anonymous },
      [
        'bucket-policy ask-to-except, locked-out-but-root, makes-public, put-bucket-policy',
        'bucket-policy ask-to-except, locked-out-but-root, makes-public, put-bucket-policy',
      ],
    ],
  ],
  'a delete of a version': [
    ['in governance mode', lockedBy('GOVERNANCE'), deleting, ['object-lock change-setting unproven, delete-object']],
    [
      'in compliance mode',
      lockedBy('COMPLIANCE'),
      deleting,
      ['object-lock change-setting/compliance-cannot-be-bypassed unproven, delete-object'],
    ],
    [
      'for which only another version is allowed',
      roleOf(allow('s3:DeleteObject')),
      deleting,
      [
        'identity-policies drop-version, delete-object',
        'identity-policies allow, deletes-for-good, put-role-policy',
        'identity-policies allow, opens 1, deletes-for-good, put-role-policy',
      ],
    ],
    [
      'where nothing may be deleted',
      roleOf(allow('s3:GetObject')),
      deleting,
      [
        'identity-policies allow, deletes-for-good, put-role-policy',
        'identity-policies allow, opens 1, deletes-for-good, put-role-policy',
      ],
    ],
    [
      'where both rights are missing for another reason',
      roleOf(allow('s3:Delete*', 'arn:aws:s3:::another/*')),
      deleting,
      [
        'identity-policies allow, deletes-for-good, put-role-policy',
        'identity-policies allow, opens 1, deletes-for-good, put-role-policy',
      ],
    ],
  ],
  'a Bucket Key': [
    [
      'where the policy names the object, whose context is the bucket',
      withContext(objectArn),
      {},
      ['identity-policies allow, put-role-policy'],
    ],
    ['where the policy names the bucket', withContext(bucketArn), {}, []],
  ],
  'objects that no record names': [
    [
      'which the role may not delete',
      roleOf(allow('s3:GetObject')),
      deletingMany,
      ['identity-policies allow unproven, opens 1, put-role-policy'],
    ],
    [
      'which the bucket denies',
      accounts({ bucket: { policy: denying('Keep', undefined, { Action: 's3:DeleteObject' }) } }),
      deletingMany,
      ['bucket-policy ask-to-except, opens 2, put-bucket-policy'],
    ],
    [
      'of which the bucket denies some',
      accounts({
        bucket: { policy: denying('Keep', undefined, { Action: 's3:DeleteObject', Resource: `${bucketArn}/kept/*` }) },
      }),
      deletingMany,
      ['bucket-policy ask-owner unproven'],
    ],
  ],
  'the source of a service': [
    ['that must be another', letIn({ StringNotEquals: { 'aws:SourceAccount': '444455556666' } }), byCloudFront, []],
    ['that must be there at all', letIn({ Null: { 'aws:SourceArn': 'false' } }), byCloudFront, []],
    [
      'that is not named, beside one that is',
      letIn({ StringEquals: { 'AWS:SourceArn': distribution } }),
      byCloudFront,
      ['bucket-policy name-the-source unproven, put-bucket-policy'],
    ],
    [
      'that is an account',
      letIn({ StringEquals: { 'aws:SourceAccount': '444455556666' } }),
      byCloudFront,
      ['bucket-policy name-the-source unproven, put-bucket-policy'],
    ],
    [
      'beside another condition that fails',
      letIn({ StringEquals: { 'AWS:SourceArn': distribution, 'aws:SecureTransport': 'false' } }),
      byCloudFront,
      ['bucket-policy ask-owner unproven'],
    ],
    [
      'of a caller that is none',
      letIn({ StringEquals: { 'aws:SourceAccount': '444455556666' } }, '*'),
      {},
      ['identity-policies allow, put-role-policy', 'identity-policies allow, opens 1, put-role-policy'],
    ],
  ],
  'a service-linked role that lacks a KMS key': [
    [
      'whose policy leaves it to the account',
      linkedWith(allowing({ AWS: `arn:aws:iam::${owner}:root` }, { Action: 'kms:*', Resource: '*' })),
      byLinked,
      ['kms-key allow, service-linked-role, put-key-policy'],
    ],
    [
      'whose policy names another role',
      linkedWith(allowing({ AWS: `arn:aws:iam::${owner}:role/app` }, { Action: 'kms:*', Resource: '*' })),
      byLinked,
      ['kms-key allow, put-key-policy'],
    ],
  ],
  'a lock that stands in the body of the call': [
    [
      'and is longer than allowed',
      accounts({
        bucket: {
          objectLock: {},
          policy: denying(
            'Short',
            { NumericGreaterThan: { 's3:object-lock-remaining-retention-days': '10' } },
            { Action: 's3:PutObjectRetention' },
          ),
        },
      }),
      { operation: 'PutObjectRetention' },
      [],
    ],
  ],
  'what only the root user may do': [
    [
      'with MFA delete, asked by a role',
      withMfaDelete,
      deleting,
      ['mfa-delete change-setting/only-root-may-delete-versions unproven, delete-object'],
    ],
    [
      'with MFA delete, asked perhaps without its device',
      withMfaDelete,
      { ...deleting, by: root() },
      ['mfa-delete change-setting unproven, delete-object'],
    ],
    [
      'with MFA delete, a setting of it',
      withMfaDelete,
      { operation: 'PutBucketVersioning', key: null },
      ['mfa-delete change-setting/only-root-may-delete-versions unproven, put-bucket-versioning'],
    ],
    [
      'to a policy that locks everybody out',
      accounts({ bucket: { policy: denying('L') } }),
      {},
      [
        'bucket-policy ask-to-except, locked-out-but-root, put-bucket-policy',
        'bucket-policy ask-to-except, opens 2, locked-out-but-root, put-bucket-policy',
      ],
    ],
  ],
};

test.each(rowsOf(kinds))('%s', async (_, awsAccounts, asked, fixes) =>
  expect(await fixesIn(awsAccounts, asked)).toEqual(fixes),
);
