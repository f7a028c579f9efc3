import { setTimeout as later } from 'node:timers/promises';
import type { Wire } from '../src/evidence/place';
import { investigate } from '../src/investigate';
import { deniedIn, readingIn } from './account/investigate';
import { wireOf } from './account/wire';
import { accounts } from './causes/accounts';
import { event, lambdaRole } from './causes/events';
import { useTestCredentials } from './setup/credentials';

useTestCredentials();

test('changes are looked up while the layers are read: nobody at a terminal waits for one after the other', async () => {
  const awsAccounts = accounts({});
  const denied = deniedIn(event({ by: lambdaRole() }));
  const answer = wireOf(awsAccounts);
  let found: (word: 'searched') => void = () => undefined;
  const searched = new Promise<'searched'>((resolve) => (found = resolve));
  const giveUp = new AbortController();
  const order: string[] = [];
  const wire: Wire = async (call, send) => {
    if (call.operation === 'LookupEvents') found('searched');
    if (call.operation === 'GetRolePolicy' && order.length === 0) {
      // A layer has to wait for its answer until the search has begun.
      order.push(await Promise.race([searched, later(20_000, 'waited in vain', { signal: giveUp.signal })]));
    }
    return answer(call, send);
  };
  await investigate(denied, readingIn(awsAccounts, denied, wire), { now: '2026-11-20T09:14:01.000Z' });
  giveUp.abort();
  expect(order).toEqual(['searched']);
});
