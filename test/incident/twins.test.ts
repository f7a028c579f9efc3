/** One call between two accounts is recorded in both: the hub, to which both copies come, makes one denial of them. */
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt } from '../../lambdas/way-in/look-at';
import type { KnownSymptom } from '../../src/incident/flow/batch/known';
import { takeIn } from '../../src/incident/flow/batch/take-in';
import { emptyLedger } from '../../src/incident/flow/ledger';
import { keys } from '../../src/incident/keys';
import { denialsOf, type Symptom } from '../../src/incident/types';
import { whoseIs } from '../../src/incident/whose';
import { memoryStore } from './memory-store';
import { incidentsIn, openHarness } from './harness';

interface Event {
  readonly account: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
const sample = (name: string): Event =>
  JSON.parse(readFileSync(join(__dirname, '../samples', `${name}.json`), 'utf8')) as Event;
const ofOwner = sample('s03a_listobjects_cross_account_owner_copy');
const ofCaller = sample('s03b_listobjects_cross_account_caller_copy');
const [owner, caller] = ['111122223333', '444455556666'];
const silent = ({ detail, ...event }: Event): Event => ({
  ...event,
  detail: { ...detail, errorMessage: 'Access Denied' },
});
/** KMS's two records of a call that it refused the same caller. */
const sharedEventID = '20000000-0000-4000-8000-0000000000aa';
const ofKms = (account: string, from: Event): Event => ({
  ...from,
  account,
  detail: {
    ...from.detail,
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    errorMessage: 'Access Denied',
    requestID: undefined,
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::amzn-s3-demo-bucket/a' } },
    resources: [{ accountId: owner, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:us-east-1:${owner}:key/1234abcd` }],
    eventID: `kms-${account}`,
    recipientAccountId: account,
    sharedEventID,
  },
});

const before = { ...process.env };
beforeAll(() => {
  process.env['CULPRIT_ACCOUNT'] = '777788889999';
  process.env['CULPRIT_TABLE'] = 'incidents';
  process.env['CULPRIT_OWN_ROLES'] = 'arn:aws:iam::777788889999:role/culprit/';
});
afterAll(() => void (process.env = before));

const start = Date.parse('2026-11-20T08:20:00Z');

test.each<readonly [string, string, readonly Event[]]>([
  ['where AWS names the caller in both', 'o-exampleorgid', [ofOwner, ofCaller]],
  ['where only the caller’s copy names it', `${owner},${caller}`, [silent(ofOwner), silent(ofCaller)]],
  ['of KMS', `${owner},${caller}`, [ofKms(owner, ofOwner), ofKms(caller, ofCaller)]],
])('copies %s are one symptom and one denial, in any order, twice, in any batches', async (_, spokes, copies) => {
  process.env['CULPRIT_SPOKES'] = spokes;
  const order = fc.shuffledSubarray([...copies, ...copies], { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (events, size, settles) => {
      const cause = { layer: 'bucket-policy', lacking: 'it' };
      const harness = openHarness({ store: memoryStore(), start, causeOf: () => ({ cause, cites: [] }) });
      const remembered = { ledger: emptyLedger(), symptoms: new Map<string, KnownSymptom>() };
      let symptom = '';
      for (let at = 0; at < events.length; at += size) {
        const batch = events.slice(at, at + size);
        const { denials } = lookAt(batch.map((event, n) => ({ messageId: `m${at + n}`, body: JSON.stringify(event) })));
        expect(denials).toHaveLength(batch.length);
        symptom = denials[0]!.symptom;
        await takeIn(denials, harness.ports, remembered);
        if (settles) await harness.settle();
      }
      await harness.settle();
      expect(harness.started.size).toBe(1);
      // The caller is of one of our accounts, as its own copy shows.
      const [kept] = await harness.ports.store.get([keys.symptom(symptom)]);
      expect(whoseIs(kept!.value as Symptom)).toBe('ours');
      const incidents = await incidentsIn(harness.ports.store);
      expect(incidents.map(({ tally }) => denialsOf(tally))).toEqual([1]);
    }),
    { numRuns: 25 },
  );
});

test('callers that nothing names, of an account that sends nothing here, are one', () => {
  process.env['CULPRIT_SPOKES'] = owner;
  const other: Event = {
    ...silent(ofOwner),
    detail: {
      ...silent(ofOwner).detail,
      userIdentity: { type: 'AWSAccount', principalId: 'AROAEXAMPLEROLEID0007:s', accountId: caller },
    },
  };
  const { denials } = lookAt(
    [silent(ofOwner), other].map((event) => ({ messageId: 'm', body: JSON.stringify(event) })),
  );
  expect(new Set(denials.map(({ symptom }) => symptom)).size).toBe(1);
});
