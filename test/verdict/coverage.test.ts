import type { ChangesReading } from '../../src/evidence/changes/types';
import { coverageOf } from '../../src/verdict/coverage';
import { decided, no, open, sure, yes } from '../decision/answers';

const account = '111122223333';
const denied = { account, region: 'us-east-1', why: 'access-denied' } as const;
const changes: ChangesReading = {
  changes: [],
  since: '2026-11-17T00:00:00Z',
  until: '2026-11-24T00:00:00Z',
  searched: [{ account, region: 'eu-central-1' }],
  notSearched: [denied, { region: 'us-east-1', why: 'account-not-configured' }],
  complete: true,
};

test('a layer that could not be read is named once, however many authorizations it is asked for', () => {
  const says = { 'identity-policies': sure(yes), 'bucket-policy': open(yes, no) };
  expect(coverageOf(decided([says, says], [{}, {}]), changes).layersNotRead).toEqual(['bucket-policy']);
});

test('where CloudTrail was not asked is said, the account being known or not', () => {
  const { searched, notSearched, since } = coverageOf(decided({}), changes).changes;
  expect({ searched, since }).toEqual({ searched: changes.searched, since: changes.since });
  expect(notSearched).toEqual([denied, { account: 'unknown', region: 'us-east-1', why: 'account-not-configured' }]);
});
