import { remedyOf } from '../../src/report/sentences/unknowns/unreadable';
import { reportWith, verdict, words } from '../setup/reports';
import type { Verdict } from '../../src/verdict/verdict';
import type { VerdictUnknown } from '../../src/verdict/verdict-unknowns';

const unknownIn = (unknown: Verdict['unknowns'][number]) => reportWith({ unknowns: [unknown] }).unknowns[0]!;
const refused = { why: 'access-denied', region: 'us-east-1' } as const;

describe('changes that were not looked up', () => {
  test.each([
    [
      'in an account',
      { ...refused, account: '111122223333', permission: 'cloudtrail:LookupEvents' },
      'who changed what since the denial in account `111122223333`',
      'CloudTrail was not asked: AWS refused the read',
    ],
    [
      'wherever the organization delegates its policies to',
      { ...refused, permission: 'organizations:DescribeResourcePolicy', error: 'AccessDeniedException: no' },
      'whether another account changed the policies of the organization since the denial',
      'the accounts that may change them are not known: AWS refused the read (`AccessDeniedException: no`)',
    ],
  ])('%s', (_, facts, what, why) => {
    const unknown: VerdictUnknown = { code: 'changes-not-searched', facts };
    const told = unknownIn({ layer: 'recent-changes', ...unknown });
    expect(told).toMatchObject({ label: 'recent changes', ...unknown, what, why });
    expect(told.remedy).toContain(`Grant \`${facts.permission}\``);
  });

  test.each([
    ['an account', { account: 'unknown', region: 'us-east-1' }, 'accounts that nothing names, Region `us-east-1`'],
    ['a Region', { account: '111122223333', region: '' }, 'account `111122223333`, in a Region that nothing names'],
  ])('%s that is not known is not called so by name', (_, where, named) => {
    const place = { ...where, why: 'access-denied' } as const;
    const coverage = { ...verdict.coverage, changes: { searched: [], notSearched: [place] } };
    expect(reportWith({ coverage }).coverage.sentences).toContain(
      `Changes in ${named}, were not looked up: AWS refused the read.`,
    );
  });
});

test('an opt-in that nobody took was not refused by AWS, and has its name here and in a deployment', () => {
  const facts = { read: 'object-head', target: 'b/k', why: 'not-asked', permission: 's3:GetObject' } as const;
  const { why, remedy } = unknownIn({ layer: 'some-state', code: 'unreadable', facts });
  expect(why).not.toMatch(/refused/);
  expect(remedy).toMatch(/`--head-object`.*`headObject` of a deployment.*s3:GetObject/);
});

test.each([
  ['asked', true, 'so that CloudTrail was asked for those since the denial; both take some minutes.'],
  ['not asked', false, 'and takes some minutes.'],
])('of changes that were heard, a reader knows what they rest on: CloudTrail was %s', (_, isAsked, rests) => {
  const place = { account: '111122223333', region: 'us-east-1' };
  const heard = [{ ...place, since: '2026-11-01T00:00:00Z' }];
  const changes = { searched: isAsked ? [place] : [], notSearched: [], heard, since: '2026-11-13T00:00:00Z' };
  const { sentences } = reportWith({ coverage: { ...verdict.coverage, changes } }).coverage;
  expect(sentences.filter((one) => one.includes('EventBridge'))).toEqual([
    expect.stringMatching(new RegExp(`it promises no delivery, ${rests}$`)),
  ]);
});

test('what a layer could not know keeps its code and facts beside its sentences', () => {
  expect(unknownIn({ layer: 'some-state', ...words.unknown('some-unknown', { value: 'a{value}`b' }) })).toEqual({
    layer: 'some-state',
    label: 'some state',
    code: 'some-unknown',
    facts: { value: 'a{value}`b' },
    what: "what `a{value}'b` is",
    why: "nobody knows `a{value}'b`",
    remedy: "Ask for `a{value}'b`.",
  });
});

test('no time is made up for whoever is to give the time of the denial', () => {
  const { remedy } = unknownIn({ layer: 'request', code: 'time-assumed', facts: { time: '2026-12-01T10:00:00Z' } });
  expect(remedy).toMatch(/with its zone, in the form `--time <YYYY-MM-DDThh:mm:ssZ>`: /);
  expect(remedy).not.toMatch(/\d/);
});

test('the key that was assumed is named', () => {
  const facts = { bucket: 'b', key: 'arn:aws:kms:us-east-1:111122223333:key/1' };
  const { why } = unknownIn({ layer: 'request', code: 'object-key-from-bucket-default', facts });
  expect(why).toContain('`arn:aws:kms:us-east-1:111122223333:key/1` was assumed');
});

test.each([
  ['kms:Decrypt', 'key-of-object-not-found', /^Give `--head-object`/],
  ['kms:Decrypt', 'alias-not-resolved', /^Ask KMS .*`aws kms describe-key --key-id <alias>`/],
  ['kms:Decrypt', 'account-of-key-unknown', /^Ask the caller which KMS key/],
  ['kms:GenerateDataKey', 'not-in-record', /^Ask the caller which KMS key/],
  ['s3:GetObject', 'not-in-record', /^Ask the caller for the bucket and key/],
] as const)('the object is asked only where it can show the key: %s, %s', (action, why, expected) => {
  expect(unknownIn({ layer: 'request', code: 'resource-unknown', facts: { action, why } }).remedy).toMatch(expected);
});

test.each([
  ['with an explicit deny in a resource-based policy', /spares.*root user.*111122223333/],
  ['with an explicit deny in a service control policy', /service control policy/],
  ['with an explicit deny', /No grant helps/],
])('against a Deny no grant is advised: %s', (clause, expected) => {
  const error = `AccessDenied: User: arn is not authorized to perform: s3:GetBucketPolicy ${clause}`;
  const advice = remedyOf({ why: 'access-denied', permission: 's3:GetBucketPolicy', account: '111122223333', error });
  expect(advice).toMatch(expected);
  expect(advice).not.toMatch(/^Grant/);
});
