/** The request of a denial, decided by the policies as they are now, and the change that let it through. */
import { gatherCase } from '../../../src/investigate';
import { decideAgain } from '../../../src/verdict/again/decide-again';
import type { ChangesReading } from '../../../src/evidence/changes/types';
import type { Investigated } from '../../../src/verdict/investigated';
import { citedThings } from '../../../src/verdict/changes/things';
import type { AwsAccounts } from '../../account/description';
import { deniedIn, readingIn } from '../../account/investigate';
import { denying } from '../../causes/accounts';
import { bucket, event, user } from '../../causes/events';
import { atTheTime } from '../../setup/at-the-time';
import { useTestCredentials } from '../../setup/credentials';
import {
  attach,
  deleteBucketPolicy,
  guard,
  now,
  putBucketPolicy,
  putRolePolicy,
  readOnly,
  withFrozen,
  withKey,
  awsAccounts,
  writeOnly,
} from './past';

useTestCredentials();
atTheTime(now);

async function caseOf(described: AwsAccounts, record = event()) {
  const denied = deniedIn(record);
  return gatherCase(denied, readingIn(described, denied), { now });
}

const again = async (described: AwsAccounts, record = event()) => decidedIn(await caseOf(described, record));

function decidedIn(investigated: Investigated) {
  const decided = decideAgain(investigated);
  if (decided.is === 'allowed') return ['allowed', decided.by?.eventName];
  if (decided.is === 'unknown') return ['unknown'];
  const { rootCauses, blocksNext } = decided.verdict;
  return ['denied', [...rootCauses, ...blocksNext].map(({ statement, layer }) => statement?.sid ?? layer)];
}

const frozen = putBucketPolicy(2, denying('Frozen'));

test('it is allowed by the change that took the Deny away', async () => {
  expect(await again(awsAccounts([deleteBucketPolicy(-0.5), frozen]))).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('of two changes that it took, the later one let it through', async () => {
  const first = putRolePolicy('read', -0.3, readOnly);
  const described = awsAccounts([deleteBucketPolicy(-0.5), first, putRolePolicy('read', 300, writeOnly), frozen], {
    role: { inline: { read: readOnly } },
  });
  expect(await again(described)).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('a change after the fix that makes no difference is not the fix', async () => {
  const described = awsAccounts([attach('Harmless', -0.8), deleteBucketPolicy(-0.5), frozen], {
    role: { inline: { read: readOnly }, managed: { Harmless: readOnly } },
  });
  expect(await again(described)).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('the only change since is not the fix where undoing it changes nothing', async () => {
  const described = awsAccounts([attach('Harmless', -0.8), frozen], {
    role: { inline: { read: readOnly }, managed: { Harmless: readOnly } },
  });
  expect(await again(described)).toEqual(['allowed', undefined]);
});

describe('the only change since, which nobody can undo, is the fix', () => {
  const described = awsAccounts([deleteBucketPolicy(-0.5)]);

  test('where all was looked up', async () => {
    expect(await again(described)).toEqual(['allowed', 'DeleteBucketPolicy']);
  });

  test.each<[string, Partial<ChangesReading>]>([
    ['some place was not looked up', { notSearched: [{ region: 'us-east-1', why: 'access-denied' }] }],
    ['there were more changes than were read', { complete: false }],
  ])('not where %s', async (_, less) => {
    const { changes, ...rest } = await caseOf(described);
    expect(decidedIn({ ...rest, changes: { ...changes, ...less } })).toEqual(['allowed', undefined]);
  });
});

describe('a key that could not be used then', () => {
  const disabled = event({ errorCode: 'KMS.DisabledException' });

  test('is not denied by that where nobody can read its state', async () => {
    const refuses = [{ service: 'kms', operation: 'DescribeKey' }];
    expect(await again({ ...awsAccounts([], withKey()), refuses }, disabled)).toEqual(['unknown']);
  });

  test('can be used now', async () => {
    expect(await again(awsAccounts([], withKey()), disabled)).toEqual(['allowed', undefined]);
  });

  test('cannot be used now either', async () => {
    expect(await again(awsAccounts([], withKey({ state: 'Disabled' })), disabled)).toEqual([
      'denied',
      ['kms-key-state'],
    ]);
  });
});

test('where no record shows a change, it is allowed by nobody knows whom', async () => {
  expect(await again(awsAccounts([]))).toEqual(['allowed', undefined]);
});

test('what denied denies still', async () => {
  expect(await again(awsAccounts([frozen], withFrozen('Frozen')))).toEqual(['denied', ['Frozen']]);
});

test('the first cause is gone, and another one denies', async () => {
  const described = awsAccounts([deleteBucketPolicy(-0.5), attach('Guard', -0.6), frozen], {
    role: { managed: { Guard: guard } },
  });
  expect(await again(described)).toEqual(['denied', ['Guard']]);
});

test('what could not be read may deny', async () => {
  const refuses = [{ service: 's3', operation: 'GetBucketPolicy' }];
  expect(await again(awsAccounts([deleteBucketPolicy(-0.5), frozen], { refuses }))).toEqual(['unknown']);
});

test('a case cites its caller, bucket and policies, and no objects', async () => {
  const { request, evidence } = await caseOf(awsAccounts([], { role: { managed: { Guard: guard } } }));
  const cited = citedThings(request, evidence);
  expect(cited).toEqual(
    expect.arrayContaining([bucket, expect.stringMatching(/:role\/app$/), expect.stringMatching(/:policy\/Guard$/)]),
  );
  expect(
    cited.filter((thing) => thing.startsWith(`arn:aws:s3:::${bucket}/`) || thing.startsWith(`${bucket}/`)),
  ).toEqual([]);
  expect(cited.length).toBeLessThan(60);
});

test('a case of a user cites the groups that give it something', async () => {
  const account = { users: { alice: { groups: ['staff'] } }, groups: { staff: { inline: { guard } } } };
  const { request, evidence } = await caseOf(awsAccounts([], { account }), event({ by: user() }));
  expect(citedThings(request, evidence)).toContain('staff');
});
