/** The request of a denial, decided by the policies as they are now, and the change that let it through. */
import { gatherCase } from '../../../src/investigate';
import { decideAgain } from '../../../src/verdict/again/decide-again';
import { citedThings } from '../../../src/verdict/changes/things';
import type { World } from '../../account/description';
import { deniedIn, readingIn } from '../../account/investigate';
import { denying } from '../../causes/accounts';
import { bucket, event } from '../../causes/events';
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
  world,
  writeOnly,
} from './past';

useTestCredentials();
atTheTime(now);

async function caseOf(described: World) {
  const denied = deniedIn(event());
  return gatherCase(denied, readingIn(described, denied), { now });
}

async function again(described: World) {
  const decided = decideAgain(await caseOf(described));
  if (decided.is === 'allowed') return ['allowed', decided.by?.eventName];
  if (decided.is === 'unknown') return ['unknown'];
  const { rootCauses, blocksNext } = decided.verdict;
  return ['denied', [...rootCauses, ...blocksNext].map(({ statement, layer }) => statement?.sid ?? layer)];
}

const frozen = putBucketPolicy(2, denying('Frozen'));

test('it is allowed by the change that took the Deny away', async () => {
  expect(await again(world([deleteBucketPolicy(-0.5), frozen]))).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('of two changes that it took, the later one let it through', async () => {
  const first = putRolePolicy('read', -0.3, readOnly);
  const described = world([deleteBucketPolicy(-0.5), first, putRolePolicy('read', 300, writeOnly), frozen], {
    role: { inline: { read: readOnly } },
  });
  expect(await again(described)).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('a change after the fix that makes no difference is not the fix', async () => {
  const described = world([attach('Harmless', -0.8), deleteBucketPolicy(-0.5), frozen], {
    role: { inline: { read: readOnly }, managed: { Harmless: readOnly } },
  });
  expect(await again(described)).toEqual(['allowed', 'DeleteBucketPolicy']);
});

test('where no record shows a change, it is allowed by nobody knows whom', async () => {
  expect(await again(world([]))).toEqual(['allowed', undefined]);
});

test('what denied denies still', async () => {
  expect(await again(world([frozen], withFrozen('Frozen')))).toEqual(['denied', ['Frozen']]);
});

test('the first cause is gone, and another one denies', async () => {
  const described = world([deleteBucketPolicy(-0.5), attach('Guard', -0.6), frozen], {
    role: { managed: { Guard: guard } },
  });
  expect(await again(described)).toEqual(['denied', ['Guard']]);
});

test('what could not be read may deny', async () => {
  const refuses = [{ service: 's3', operation: 'GetBucketPolicy' }];
  expect(await again(world([deleteBucketPolicy(-0.5), frozen], { refuses }))).toEqual(['unknown']);
});

test('a case cites its caller, bucket and policies, and no objects', async () => {
  const { request, evidence } = await caseOf(world([], { role: { managed: { Guard: guard } } }));
  const cited = citedThings(request, evidence);
  expect(cited).toEqual(
    expect.arrayContaining([bucket, expect.stringMatching(/:role\/app$/), expect.stringMatching(/:policy\/Guard$/)]),
  );
  expect(
    cited.filter((thing) => thing.startsWith(`arn:aws:s3:::${bucket}/`) || thing.startsWith(`${bucket}/`)),
  ).toEqual([]);
  expect(cited.length).toBeLessThan(60);
});
