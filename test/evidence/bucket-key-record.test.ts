/** KMS's record of a call with a Bucket Key names the bucket only: when it is of this request, and when it is not. */
import { json } from '../account/shapes';
import { useTestCredentials } from '../setup/credentials';
import { accessKeyId, keyArn } from './accounts';
import { cases } from './cases';
import { request } from './requests';
import { read, stage } from './setup';

useTestCredentials();

const one = cases.find(({ reader }) => reader === 'object-encryption-key')!;
const bucketArn = 'arn:aws:s3:::my-bucket';
const otherKey = keyArn.replace(/.{4}$/, '0000');

interface Recorded {
  readonly arn?: string;
  readonly key?: string;
  readonly after?: number;
  readonly refused?: boolean;
}
const record = ({ arn = bucketArn, key = keyArn, after = 0, refused = true }: Recorded) => ({
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  eventID: 'e',
  eventTime: new Date(Date.parse(request.time) + after).toISOString(),
  userIdentity: { accessKeyId },
  requestParameters: { encryptionContext: { 'aws:s3:arn': arn } },
  resources: [{ ARN: key }],
  ...(refused ? { errorCode: 'AccessDenied' } : {}),
});

async function keyBy(...records: readonly Recorded[]): Promise<string> {
  const Events = records.map((each) => ({ CloudTrailEvent: JSON.stringify(record(each)) }));
  const { reading } = await read(
    one,
    stage(async () => json({ Events })),
  );
  return reading.status === 'found' ? (reading.value as { readonly keyArn: string }).keyArn : reading.status;
}

test.each<readonly [string, readonly Recorded[], string]>([
  ['refused in the same second', [{}], keyArn],
  ['refused a second later', [{ after: 1_000 }], keyArn],
  ['refused twice, under one key', [{}, { after: 1_000 }], keyArn],
  ['that of the object itself goes before', [{ key: otherKey }, { arn: `${bucketArn}/a/b.csv` }], keyArn],
  ['refused three seconds later', [{ after: 3_000 }], 'unreadable'],
  ['not refused: it may be of another object', [{ refused: false }], 'unreadable'],
  ['of another bucket', [{ arn: 'arn:aws:s3:::other' }], 'unreadable'],
  ['of another object', [{ arn: `${bucketArn}/other.csv` }], 'unreadable'],
  ['refused under two keys', [{}, { key: otherKey }], 'unreadable'],
])('%s', async (_, records, expected) => expect(await keyBy(...records)).toBe(expected));
