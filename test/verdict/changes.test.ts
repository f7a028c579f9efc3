import { rankChanges } from '../../src/verdict/changes';
import type { UngradedCause } from '../../src/verdict/causes';
import { card, cards, change, evidenceOf, nothingChanged } from './court';

const causeOf = (layer: string, name?: string) =>
  ({ layer, ...(name === undefined ? {} : { policy: { name, type: '' } }) }) as UngradedCause;
const rank = (changes: Parameters<typeof change>[0][], causes: readonly UngradedCause[] = []) =>
  rankChanges({ ...nothingChanged, changes: changes.map(change) }, evidenceOf({}), causes, cards).map(
    ({ change: { touches, likelihood } }) => [touches, likelihood],
  );

test('a change of what a layer reads touches that layer', () => {
  expect(rank([{ resources: ['arn:aws:iam::111122223333:role/own-policies-target'] }])).toEqual([
    ['own-policies', 'possible'],
  ]);
});
test('a change of something else is left out', () => expect(rank([{ resources: ['other'] }])).toEqual([]));
test('of a layer that does not block it is unlikely', () => {
  expect(rank([{ resources: ['own-policies-target'] }], [causeOf('guardrail')])).toEqual([
    ['own-policies', 'unlikely'],
  ]);
});
test('of the blocking policy it is likely, and told first', () => {
  const changes = [{ resources: ['guardrail-target'] }, { resources: ['guardrail-target', 'p-1'] }];
  expect(rank(changes, [causeOf('guardrail', 'p-1')])).toEqual([
    ['guardrail', 'likely'],
    ['guardrail', 'possible'],
  ]);
});
test('a call that does not change what is read touches nothing', () => {
  const reader = { ...card('own-policies', '', 'caller').reads['says']!, changedBy: ['PutRolePolicy'] };
  const only = [card('own-policies', '', 'caller', { reads: { says: reader } })];
  const touched = (eventName: string) =>
    rankChanges({ ...nothingChanged, changes: [change({ eventName })] }, evidenceOf({}), [], only).length;
  expect([touched('PutRolePolicy'), touched('TagRole')]).toEqual([1, 0]);
});
