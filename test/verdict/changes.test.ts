import { defined } from '../../src/defined';
import { rankChanges } from '../../src/verdict/changes/rank';
import type { UngradedCause } from '../../src/verdict/causes/causes';
import { card, cards, change, denied, evidenceOf, nothingChanged } from '../setup/tiny-registry';

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
  const reader = { ...card('own-policies', '', 'caller').reads['says']!, changedBy: { role: ['PutRolePolicy'] } };
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
const asksForTeam = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } } };
const asksForNone = { Condition: { StringEquals: { 'aws:username': 'team' } } };
test.each<[string, string, unknown, object, boolean]>([
  ['sets the tag', 'TagResource', { tags: [{ key: 'team' }] }, asksForTeam, true],
  ['sets the tag in another case', 'TagRole', { tags: [{ key: 'Team' }] }, asksForTeam, true],
  ['sets another tag', 'TagResource', { tags: [{ key: 'cost-center' }] }, asksForTeam, false],
  ['takes the tag away', 'UntagResource', ['team'], asksForTeam, true],
  ['takes another tag away', 'UntagResource', ['cost-center'], asksForTeam, false],
  ['does not tell which tags it set', 'TagResource', undefined, asksForTeam, true],
  // Whatever is not among the new ones is gone.
  ['replaces all tags', 'PutBucketTagging', { TagSet: [{ Key: 'cost-center' }] }, asksForTeam, true],
  ['takes all tags away', 'DeleteBucketTagging', undefined, asksForTeam, true],
  ['replaces all tags, and policies ask for none', 'PutBucketTagging', { TagSet: [] }, asksForNone, false],
])('a change that %s touches the layers whose policies ask for it', (_, eventName, after, document, touches) => {
  const evidence = { 'shared-policy': { says: { x: { status: 'found', value: { name: 'p', document } } as const } } };
  const changed = { ...change({ eventName, resources: ['my-bucket'] }), ...defined({ after }) };
  const ranked = rankChanges({ ...about, evidence, reading: { ...nothingChanged, changes: [changed] } });
  expect(ranked.map(({ layers }) => layers)).toEqual(touches ? [['shared-policy']] : []);
});
