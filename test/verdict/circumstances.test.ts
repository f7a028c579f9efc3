/** What of the request itself explains a cause is said beside it. */
import { investigateIn } from '../account/investigate';
import { accounts, allow, denying, encrypted, policyOf, withKey, type Change } from '../causes/accounts';
import { assumedRole, bucketArn, event, kmsArn, lambdaRole, objectArn, type Asked } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
const mine = (...statements: readonly Readonly<Record<string, unknown>>[]) => ({
  role: { inline: { mine: policyOf(...statements) } },
});
const reading = mine(allow('s3:GetObject', 'arn:aws:s3:::another/*'));
const part = { by: lambdaRole(), operation: 'UploadPart', parameters: { partNumber: '2', uploadId: 'EXAMPLE' } };
const inNetwork = denying('Inside', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } });

function onInstance(session: string, scope?: object) {
  const caller = assumedRole('app');
  const arn = caller.arn.replace(/run$/, session);
  return { arn, identity: { ...caller.identity, arn, ...(scope === undefined ? {} : { inScopeOf: scope }) } };
}
const issuedTo = (credentialsIssuedTo: string, issuerType = 'AWS::EC2::Instance') => ({
  issuerType,
  credentialsIssuedTo,
});
const signedBy = (AuthenticationMethod: string) => ({
  more: { additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod } },
});
const sentWith = (key: string): Change => ({ bucket: { policy: denying('No', { Null: { [key]: 'true' } }) } });

interface Row {
  readonly when: string;
  readonly asked: Asked;
  readonly change: Change;
  readonly says: readonly unknown[];
}
const instance = (facts: object) => ({ code: 'credentials-of-an-instance', facts: { role: 'app', ...facts } });
const upload = (key: string, operation = 'UploadPart') => ({ code: 'part-of-an-upload', facts: { operation, key } });

const rows: readonly Row[] = [
  ...['s3:x-amz-acl', 's3:x-amz-storage-class', 's3:x-amz-server-side-encryption', 's3:object-lock-mode'].map(
    (key) => ({ when: `a part lacks ${key}`, asked: part, change: sentWith(key), says: [upload(key)] }),
  ),
  {
    when: 'an upload is completed without an ACL',
    asked: { ...part, operation: 'CompleteMultipartUpload' },
    change: sentWith('s3:x-amz-acl'),
    says: [upload('s3:x-amz-acl', 'CompleteMultipartUpload')],
  },
  {
    when: 'a part lacks the key of the customer, which every part sends',
    asked: part,
    change: sentWith('s3:x-amz-server-side-encryption-customer-algorithm'),
    says: [],
  },
  {
    when: 'a whole object lacks an ACL',
    asked: { operation: 'PutObject' },
    change: sentWith('s3:x-amz-acl'),
    says: [],
  },
  {
    when: 'the credentials are of an instance',
    asked: { by: onInstance('i-0aabbccddeeff0011', issuedTo('arn:aws:ec2:us-east-1:111122223333:instance/i-0')) },
    change: reading,
    says: [instance({ instance: 'i-0aabbccddeeff0011' })],
  },
  {
    when: 'only the name of the session tells the instance',
    asked: { by: onInstance('i-0aabbccddeeff0011') },
    change: reading,
    says: [instance({ instance: 'i-0aabbccddeeff0011' })],
  },
  {
    when: 'the instance is not named',
    asked: { by: onInstance('other', issuedTo('arn:aws:ec2:us-east-1:111122223333:instance/i-0')) },
    change: reading,
    says: [instance({})],
  },
  { when: 'a function calls', asked: {}, change: reading, says: [] },
  {
    when: 'a session is named like no instance',
    asked: { by: onInstance('i-am-alice') },
    change: reading,
    says: [],
  },
  {
    when: 'a URL is used from elsewhere',
    asked: signedBy('QueryString'),
    change: { bucket: { policy: inNetwork } },
    says: [{ code: 'presigned', facts: { sourceIp: '203.0.113.10' } }],
  },
  {
    when: 'the signature is in a header',
    asked: signedBy('AuthHeader'),
    change: { bucket: { policy: inNetwork } },
    says: [],
  },
  {
    when: 'a Bucket Key names the bucket, and the Allow the object',
    asked: {},
    change: {
      ...mine(allow('s3:*'), {
        ...allow('kms:Decrypt'),
        Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': objectArn } },
      }),
      bucket: {
        ...encrypted,
        objects: { 'reports/a.csv': { kmsKey: kmsArn, bucketKey: true } },
      },
      account: withKey(),
    },
    says: [{ code: 'bucket-key-context', facts: { bucket: bucketArn } }],
  },
  ...(
    [
      ['DeleteObject', 's3:DeleteObject'],
      ['GetObject', 's3:GetObject'],
      ['PutObjectTagging', 's3:PutObjectTagging'],
    ] as const
  ).map(([operation, unversioned]) => {
    const action = unversioned.replace('Object', 'ObjectVersion');
    return {
      when: `${operation} names a version`,
      asked: { operation, parameters: { versionId: '3HL4kqtJlcpXroDTDmJEXAMPLE1' } },
      change: mine(allow(unversioned)),
      says: [{ code: 'version-was-named', facts: { action, unversioned } }],
    };
  }),
  {
    when: 'a delete names no version',
    asked: { operation: 'DeleteObject' },
    change: mine(allow('s3:GetObject')),
    says: [],
  },
  ...(
    [
      ['DeleteObject', 'x-amz-bypass-governance-retention', 'true', 's3:BypassGovernanceRetention'],
      ['PutObject', 'x-amz-acl', 'private', 's3:PutObjectAcl'],
      ['PutObject', 'x-amz-tagging', 'a=b', 's3:PutObjectTagging'],
    ] as const
  ).map(([operation, header, value, action]) => ({
    when: `${action} is asked for ${header}`,
    asked: { operation, parameters: { [header]: value } },
    change: mine(allow(['s3:DeleteObject', 's3:PutObject'])),
    says: [{ code: 'asked-for-a-header', facts: { action, header } }],
  })),
];

const codes = new Set([
  'part-of-an-upload',
  'credentials-of-an-instance',
  'presigned',
  'bucket-key-context',
  'version-was-named',
  'asked-for-a-header',
]);

test.each(rows)('$when', async ({ asked, change, says }) => {
  const { report } = await investigateIn(accounts(change), event(asked), { now });
  const [cause] = report.verdict.rootCauses;
  expect(cause).toBeDefined();
  expect((cause?.notes ?? []).filter(({ code }) => codes.has(code))).toEqual(says);
});
