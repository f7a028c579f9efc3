import { rankChanges } from '../../src/verdict/changes';
import type { UngradedCause } from '../../src/verdict/causes';
import { card, cards, change, denied, evidenceOf, nothingChanged } from './court';

const causeOf = (layer: string, name?: string) =>
  ({ layer, ...(name === undefined ? {} : { policy: { name, type: '' } }) }) as UngradedCause;
const about = { request: denied(), evidence: evidenceOf({}), causes: [], cards };
const before = { time: '2026-11-19T08:00:00Z' };
const rank = (changes: Parameters<typeof change>[0][], causes: readonly UngradedCause[] = []) =>
  rankChanges({ ...about, reading: { ...nothingChanged, changes: changes.map(change) }, causes }).map(
    ({ change: { touches, likelihood } }) => [touches, likelihood],
  );

test('a change of what a layer reads touches that layer', () => {
  expect(rank([{ resources: ['arn:aws:iam::111122223333:role/own-policies-target'] }])).toEqual([
    ['own-policies', 'likely'],
  ]);
});
test('a change of something else is left out', () => expect(rank([{ resources: ['other'] }])).toEqual([]));
test('of a layer that does not block it is unlikely', () => {
  expect(rank([{ ...before, resources: ['own-policies-target'] }], [causeOf('guardrail')])).toEqual([
    ['own-policies', 'unlikely'],
  ]);
});
test('of the blocking policy it is likely, and told first', () => {
  const changes = [
    { ...before, resources: ['guardrail-target'] },
    { ...before, resources: ['guardrail-target', 'p-1'] },
  ];
  expect(rank(changes, [causeOf('guardrail', 'p-1')])).toEqual([
    ['guardrail', 'likely'],
    ['guardrail', 'possible'],
  ]);
});
test('a call that does not change what is read touches nothing', () => {
  const reader = { ...card('own-policies', '', 'caller').reads['says']!, changedBy: ['PutRolePolicy'] };
  const only = [card('own-policies', '', 'caller', { reads: { says: reader } })];
  const touched = (eventName: string) =>
    rankChanges({ ...about, reading: { ...nothingChanged, changes: [change({ eventName })] }, cards: only }).length;
  expect([touched('PutRolePolicy'), touched('TagRole')]).toEqual([1, 0]);
});

test('after the denial, and nothing blocks any more: it is what helped', () => {
  expect(rank([{ resources: ['own-policies-target'] }])).toEqual([['own-policies', 'likely']]);
});
test('after the denial, and something still blocks: it may have hidden what denied', () => {
  expect(rank([{ resources: ['own-policies-target'] }], [causeOf('guardrail')])).toEqual([
    ['own-policies', 'possible'],
  ]);
});
test('a tag of the bucket touches the layers whose policies ask for it', () => {
  const document = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } } };
  const evidence = { 'shared-policy': { says: { x: { status: 'found', value: { name: 'p', document } } as const } } };
  const tagged = (key: string) =>
    rankChanges({
      ...about,
      evidence,
      reading: {
        ...nothingChanged,
        changes: [change({ eventName: 'PutBucketTagging', resources: ['my-bucket'], after: { tags: [{ Key: key }] } })],
      },
    }).map(({ layers }) => layers);
  expect([tagged('team'), tagged('cost-center')]).toEqual([[['shared-policy']], []]);
});
