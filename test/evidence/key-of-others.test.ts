/** What KMS recorded of another caller's use of this very object tells its key, unless it was written since. */
import { investigateIn } from '../account/investigate';
import type { BucketDescription, HistoryRecord, Refusal } from '../account/description';
import { accounts, allow, policyOf, withKey } from '../causes/accounts';
import { bucketArn, event, key, kmsArn, objectArn } from '../causes/events';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();
const now = '2026-11-20T09:14:01.000Z';
atTheTime(now);

const otherKey = `${kmsArn.slice(0, -4)}0000`;
const used = (more: Partial<HistoryRecord> & { readonly arn?: string; readonly by?: string } = {}): HistoryRecord => ({
  eventName: 'Decrypt',
  eventSource: 'kms.amazonaws.com',
  eventTime: '2026-11-19T10:00:00Z',
  awsRegion: 'us-east-1',
  requestParameters: { encryptionContext: { 'aws:s3:arn': more.arn ?? objectArn } },
  resources: [{ ARN: more.by ?? kmsArn }],
  ...more,
});
const writtenAt = '2026-11-18T10:00:00Z';
const later = { eventTime: '2026-11-18T12:00:00Z' };
const wrote = (more: Parameters<typeof used>[0] = {}) =>
  used({ eventName: 'GenerateDataKey', eventTime: writtenAt, ...more });
const known = ['kms:Decrypt', kmsArn, 'established'];
const open = ['kms:Decrypt', null, 'possible'];

test.each<[string, readonly HistoryRecord[], readonly unknown[]]>([
  ['another caller read it', [used()], known],
  ['another caller was refused the key', [used({ errorCode: 'AccessDenied' })], known],
  ['it was written with the key', [wrote()], known],
  ['it was written and read', [wrote(), used()], known],
  ['it was written with the key that it had before', [wrote(), wrote({ eventTime: '2026-11-17T10:00:00Z' })], known],
  ['another write never became the object', [wrote({ by: otherKey, eventTime: '2026-11-18T10:00:10Z' })], open],
  ['it was read, and another write never became the object', [used(), wrote({ by: otherKey, ...later })], known],
  [
    'parts of an upload that has not ended are no reads of the object',
    [wrote({ by: otherKey, ...later }), used({ by: otherKey })],
    open,
  ],
  ['it was overwritten with its own key in vain, and read', [wrote(), wrote(later), used()], known],
  ['two keys were used for it', [used(), used({ by: otherKey, eventTime: '2026-11-18T11:00:00Z' })], open],
  ['it was written since', [used({ eventTime: '2026-11-17T10:00:00Z' })], open],
  ['somebody was refused to write it', [used({ eventName: 'GenerateDataKey', errorCode: 'AccessDenied' })], open],
  ['another object was read', [used({ arn: `${objectArn}.gz` })], open],
  ['with a Bucket Key no object is named', [used({ arn: bucketArn })], open],
  ['another service used the key', [used({ eventSource: 'secretsmanager.amazonaws.com' })], open],
  ['nobody used it', [], open],
])('%s', async (_, history, expected) => {
  expect(await keyBy(history)).toEqual(expected);
});

test.each<[string, readonly HistoryRecord[], readonly unknown[]]>([
  ['read: it may have been an older version', [used()], open],
  ['written', [wrote()], known],
  ['written and read', [wrote(), used()], known],
])('in a bucket with versions it was %s', async (_, history, expected) => {
  expect(await keyBy(history, { versioning: { status: 'Enabled' } })).toEqual(expected);
  expect(await keyBy(history, { versioning: { status: 'Suspended' } })).toEqual(expected);
});

test('where nobody may see whether there are versions, a read may have been of an older one', async () => {
  const refuses = [{ service: 's3', operation: 'GetBucketVersioning' }];
  expect(await keyBy([used()], {}, refuses)).toEqual(open);
  expect(await keyBy([wrote()], {}, refuses)).toEqual(known);
});

async function keyBy(
  history: readonly HistoryRecord[],
  bucket: BucketDescription = {},
  refuses: readonly Refusal[] = [],
): Promise<readonly unknown[]> {
  const awsAccounts = accounts({
    refuses,
    role: { inline: { s3: policyOf(allow('s3:*')) } },
    bucket: { objects: { [key]: { kmsKey: kmsArn, writtenAt } }, ...bucket },
    account: { ...withKey(), history },
    headObject: false,
  });
  const { report, replayed } = await investigateIn(awsAccounts, event(), { now });
  expect(await replayed()).toEqual(report);
  const { verdict, request } = report;
  const asked = request.authorizations.find(({ action }) => action === 'kms:Decrypt');
  return [asked?.action, asked?.resource, verdict.certainty];
}
