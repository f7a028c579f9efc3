/** Many statements over many tags that nobody could read: what a bucket policy may cost, which a stranger may have written, is bounded. */
import { decide } from '../../src/decision';
import type { Decide } from '../../src/decision/decide';
import { gatherCase } from '../../src/investigate';
import { layers } from '../../src/layers';
import { concluder } from '../../src/verdict/conclude';
import { deniedIn, readingIn } from '../account/investigate';
import { accounts, policyOf } from '../causes/accounts';
import { event, objectArn } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const tags = 12;
const statements = Array.from({ length: 95 }, (_, at) => ({
  Effect: at % 5 === 0 ? 'Allow' : 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: objectArn,
  Condition: {
    StringEquals: { [`s3:ExistingObjectTag/t${at % tags}`]: [`a${at}`, `b${at}`] },
    StringNotEquals: { [`s3:ExistingObjectTag/t${(at * 7 + 1) % tags}`]: `c${at}` },
  },
}));

test('a verdict over 95 statements on 12 unknown tags takes no more steps than are granted', async () => {
  const awsAccounts = accounts({
    bucket: { policy: policyOf(...statements) },
    refuses: [{ service: 's3', operation: 'GetObjectTagging' }],
  });
  expect(JSON.stringify(policyOf(...statements)).length).toBeGreaterThan(19_000);
  const denied = deniedIn(event());
  const gathered = await gatherCase(denied, readingIn(awsAccounts, denied), { now: '2026-11-20T09:00:00Z' });
  const steps: number[] = [];
  const counting: Decide = (...asked) => {
    const decision = decide(...asked);
    steps.push(decision.steps);
    return decision;
  };
  concluder(layers, counting)(gathered);
  // The grant is used up: nobody can search all of what the tags may be.
  expect(Math.max(...steps)).toBeGreaterThan(100_000);
  expect(Math.max(...steps)).toBeLessThanOrEqual(1_000_000);
  expect(steps.length).toBeLessThan(20);
});
