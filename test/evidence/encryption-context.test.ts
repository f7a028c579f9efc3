/** With what S3 asks KMS is known where AWS's text, or the request, already names the key. */
import { investigateIn } from '../account/investigate';
import { accounts, allow, policyOf, withKey, type Change } from '../causes/accounts';
import {
  bucketArn,
  event,
  key,
  kmsArn,
  kmsOnRead,
  kmsOnWrite,
  lambdaRole,
  noneAllows,
  objectArn,
  said,
  type Asked,
} from '../causes/events';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const context = 'kms:EncryptionContext:aws:s3:arn';
const by = lambdaRole();
const role = (action: string) => ({
  inline: {
    mine: policyOf(allow('s3:*'), {
      ...allow(action),
      Condition: { StringEquals: { [context]: 'arn:aws:s3:::other' } },
    }),
  },
});
const onRead = noneAllows('identity-based policy', 'kms:Decrypt');
const onWrite = noneAllows('identity-based policy', 'kms:GenerateDataKey');
const reading = { by, message: said(by, 'kms:Decrypt', kmsArn, onRead) };
const writing = { by, operation: 'PutObject', message: said(by, 'kms:GenerateDataKey', kmsArn, onWrite) };
const withHeaders = (more: object): Asked => ({
  by,
  operation: 'PutObject',
  message: kmsOnWrite(by, onWrite),
  parameters: {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': kmsArn,
    ...more,
  },
});
const bucketKeyHeader = 'x-amz-server-side-encryption-bucket-key-enabled';
const object = (bucketKey: boolean) => ({ objects: { [key]: { kmsKey: kmsArn, bucketKey } } });
const fresh = (bucketKey: boolean) => ({ encryption: { kmsKey: kmsArn, bucketKey } });

test.each<[string, Asked, Change['bucket'], string | undefined]>([
  ['the text names the key of an object with a Bucket Key', reading, object(true), bucketArn],
  ['the text names the key of an object without one', reading, object(false), objectArn],
  ['the text names only the ciphertext', { by, message: kmsOnRead(by, onRead) }, object(true), bucketArn],
  [
    'the object has another key by now',
    reading,
    { objects: { [key]: { kmsKey: `${kmsArn.slice(0, -1)}0` } } },
    undefined,
  ],
  ['the text names the key of a bucket with Bucket Keys', writing, fresh(true), bucketArn],
  ['the text names the key of a bucket without', writing, fresh(false), objectArn],
  ['the request names the key, and the bucket has Bucket Keys', withHeaders({}), fresh(true), bucketArn],
  ['the request names the key and asks for none', withHeaders({ [bucketKeyHeader]: 'false' }), fresh(true), objectArn],
  ['the request names the key and asks for one', withHeaders({ [bucketKeyHeader]: 'true' }), {}, bucketArn],
])('%s', async (_, asked, bucket, seen) => {
  const action = asked.operation === undefined ? 'kms:Decrypt' : 'kms:GenerateDataKey';
  const awsAccounts = accounts({ role: role(action), bucket: bucket ?? {}, account: withKey() });
  const { report } = await investigateIn(awsAccounts, event(asked), { now: '2026-11-20T09:14:01.000Z' });
  const [cause] = report.verdict.rootCauses;
  expect(cause).toMatchObject({ layer: 'identity-policies', action });
  const missed = cause?.nearMisses?.flatMap(({ failed }) => failed.flatMap(({ conditions = [] }) => conditions)) ?? [];
  expect(missed.filter(({ key: one }) => one === context).map((one) => one.seen)).toEqual([
    seen === undefined ? null : [seen],
  ]);
});
