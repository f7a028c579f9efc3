/** KMS leads only where a key is known to be asked. */
import { accounts, allow, allowing, encrypted, policyOf, withKey } from '../accounts';
import { event, key, kmsArn, kmsOnRead, lambdaRole, logLine, noneAllows, partner } from '../events';
import type { Careless } from './row';

const s3Only = { inline: { s3: policyOf(allow('s3:*')) } };
const readOnly = { inline: { read: policyOf(allow('s3:GetObject')) } };
const neither = { inline: { other: policyOf(allow('ec2:*')) } };
const byDefault = { encryption: { kmsKey: kmsArn } };
const kmsLeads = 'KMS denied it';
const kms = [/"action":"kms:/] as const;

export const keysPerhapsAsked: readonly Careless[] = [
  {
    title: 'the object is encrypted with a key, and nothing allows the key',
    careless: 'everything of S3 allows it: it was something that changed',
    event: event(),
    awsAccounts: accounts({ role: s3Only, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/`kms:Decrypt` on `[^`]*` by .* is allowed by nothing/],
  },
  {
    title: 'only the default of the bucket is a key, and nobody may look at the object',
    careless: kmsLeads,
    event: event(),
    awsAccounts: accounts({
      role: s3Only,
      bucket: { ...byDefault, objects: { [key]: {} } },
      account: withKey(),
      headObject: false,
    }),
    status: 'inconclusive',
    certain: false,
    says: [/may have been denied by/],
  },
  {
    title: 'the default of the bucket is a key, and the object is older than that',
    careless: kmsLeads,
    event: event(),
    awsAccounts: accounts({ role: s3Only, bucket: { ...byDefault, objects: { [key]: {} } }, account: withKey() }),
    status: 'would-be-allowed-now',
    neverSays: kms,
  },
  {
    title: 'nothing allows S3 either, and whether a key is asked is not known',
    careless: kmsLeads,
    event: event(),
    awsAccounts: accounts({ role: neither, bucket: byDefault, account: withKey(), headObject: false }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/`s3:GetObject` on `[^`]*` by .* is allowed by nothing/],
  },
  {
    title: 'nothing allows S3 nor the key, which is asked',
    careless: kmsLeads,
    event: event(),
    awsAccounts: accounts({ role: neither, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/`s3:GetObject` on `[^`]*` by .* is allowed by nothing/],
  },
  {
    title: 'nothing allows S3 nor the key, and AWS names the key',
    careless: 'S3 denied it',
    event: event({ message: kmsOnRead(lambdaRole(), noneAllows('identity-based policy', 'kms:Decrypt')) }),
    awsAccounts: accounts({ role: neither, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    says: [/`kms:Decrypt` on `[^`]*` by .* is allowed by nothing/],
  },
  {
    title: 'there is no such object, and the default of the bucket is a key',
    careless: kmsLeads,
    event: event({ key: 'reports/none.csv' }),
    awsAccounts: accounts({ role: readOnly, bucket: byDefault, account: withKey() }),
    status: 'denied',
    neverSays: [/`kms:Decrypt` on .* is allowed by nothing/],
  },
  {
    title: 'an upload that says that it is encrypted without KMS',
    careless: kmsLeads,
    event: event({ operation: 'PutObject', parameters: { 'x-amz-server-side-encryption': 'AES256' } }),
    awsAccounts: accounts({ role: s3Only, bucket: byDefault, account: withKey() }),
    status: 'would-be-allowed-now',
    neverSays: kms,
  },
  {
    title: 'an upload whose record shows its headers, and none of them is about encryption',
    careless: 'S3 allows it',
    event: event({ operation: 'PutObject' }),
    awsAccounts: accounts({ role: s3Only, bucket: byDefault, account: withKey() }),
    status: 'denied',
    certain: true,
    says: [/`kms:GenerateDataKey` on `[^`]*` by .* is allowed by nothing/],
  },
  {
    title: 'a deletion of what is encrypted with a key',
    careless: kmsLeads,
    event: event({ operation: 'DeleteObject' }),
    awsAccounts: accounts({ role: readOnly, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    neverSays: kms,
  },
  {
    title: 'tags of what is encrypted with a key',
    careless: kmsLeads,
    event: event({ operation: 'GetObjectTagging' }),
    awsAccounts: accounts({ role: readOnly, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    neverSays: kms,
  },
  {
    title: 'a list of a bucket whose default is a key',
    careless: kmsLeads,
    event: event({ operation: 'ListObjects', key: null, parameters: { 'list-type': '2' } }),
    awsAccounts: accounts({ role: readOnly, bucket: encrypted, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    neverSays: kms,
  },
  {
    title: 'another account, which neither bucket policy nor key policy names, and nobody may look at the object',
    careless: kmsLeads,
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    awsAccounts: accounts({
      accounts: { [partner]: { roles: { app: { inline: { all: policyOf(allow('*')) } } } } },
      bucket: byDefault,
      account: withKey(),
      headObject: false,
    }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
  },
  {
    title:
      'another account, which the bucket policy names and the key policy does not, and nobody may look at the object',
    careless: 'the key policy denied it for certain',
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    awsAccounts: accounts({
      accounts: { [partner]: { roles: { app: { inline: { all: policyOf(allow('*')) } } } } },
      bucket: { ...byDefault, policy: allowing({ AWS: lambdaRole('app', partner).arn }) },
      account: withKey(),
      headObject: false,
    }),
    status: 'inconclusive',
    certain: false,
    leads: 'kms-key',
  },
  {
    title: 'a line of a log about an upload: the default of the bucket is only assumed',
    careless: kmsLeads,
    event: logLine({ operation: 'REST.PUT.OBJECT', requester: lambdaRole().arn, code: 'AccessDenied' }),
    awsAccounts: accounts({ role: s3Only, bucket: byDefault, account: withKey() }),
    status: 'denied',
    certain: false,
  },
];
