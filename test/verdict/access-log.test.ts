import { defineWords } from '../../src/judging/define-words';
import { accessLogUnknowns, type Explained } from '../../src/verdict/access-log';
import type { Finding } from '../../src/verdict/types';
import { verdict } from '../setup/reports';

const words = defineWords({ notes: { 'access-logging-off': '', 'access-logging-on': '', 'something-else': '' } });
const off = words.note('access-logging-off', { bucket: 'my-bucket', region: 'eu-central-1' });
const on = words.note('access-logging-on', { bucket: 'my-bucket', target: 'my-logs', prefix: '', time: 't' });

const authorization = { action: 's3:GetObject', resource: null };
const saying = (...notes: NonNullable<Finding['notes']>): readonly Finding[] => [
  { layer: 'some-state', authorization, outcome: 'allows', notes },
];
const [cause] = verdict.rootCauses;
const open: Explained = { status: 'inconclusive', certainty: 'possible', rootCauses: [] };

describe('the log is asked for where the denial is not explained', () => {
  test.each<readonly [string, Partial<Explained>, boolean]>([
    ['nothing could be concluded', {}, true],
    ['it would be allowed now', { status: 'would-be-allowed-now' }, true],
    ['several may have denied it', { status: 'denied', certainty: 'established', rootCauses: [cause!, cause!] }, true],
    ['the cause is only possible', { status: 'denied', rootCauses: [cause!] }, true],
    ['the cause is known', { status: 'denied', certainty: 'established', rootCauses: [cause!] }, false],
    ['a question was asked', { status: 'allowed', certainty: 'established' }, false],
  ])('%s', (_, more, expected) => {
    for (const note of [off, on])
      expect(accessLogUnknowns({ ...open, ...more }, saying(note))).toHaveLength(expected ? 1 : 0);
  });

  test('and never where nobody read whether there is a log', () =>
    expect(accessLogUnknowns(open, saying(words.note('something-else')))).toEqual([]));
});

test.each([
  [off, 'access-log-off', { bucket: 'my-bucket', region: 'eu-central-1' }],
  [on, 'access-log-not-read', { bucket: 'my-bucket', target: 'my-logs', prefix: '', time: 't' }],
])('it is named with the facts of its note, and once', (note, code, facts) =>
  expect(accessLogUnknowns(open, saying(note, note))).toEqual([{ layer: 'some-state', code, facts }]),
);
