import { recheckedOf } from '../../lambdas/rechecked';
import { gatherCase } from '../../src/investigate';
import { decideAgain } from '../../src/verdict/again/decide-again';
import { deniedIn, readingIn } from '../account/investigate';
import { event } from '../causes/events';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';
import { guard, now, awsAccounts } from '../verdict/changes/past';

useTestCredentials();
atTheTime(now);

test('what could not be read is named beside what denies for certain', async () => {
  const denied = deniedIn(event());
  const described = { ...awsAccounts([], { role: { managed: { Guard: guard } } }), refuses: [bucketPolicy] };
  const rechecked = recheckedOf(decideAgain(await gatherCase(denied, readingIn(described, denied), { now })));
  expect(rechecked).toMatchObject({
    is: 'denied',
    causes: [{ layer: 'identity-policies' }],
    unknown: expect.arrayContaining(['bucket-policy']) as unknown,
  });
});

const bucketPolicy = { service: 's3', operation: 'GetBucketPolicy' };
