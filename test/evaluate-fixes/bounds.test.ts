/** Fixes end after so many steps, and say where that left something open. */
import { fixCaseOf } from '../../src/evaluate-fixes';
import { proposeFixes } from '../../src/verdict/fixes/prove';
import { largestCase } from './largest-case';
import { deniedByIdentity, fixesOf, object, scenario } from './scenario';

const given = deniedByIdentity({ Action: 's3:*', Resource: object });
const within = (most: number) => {
  const { causes, fixCase } = fixCaseOf(given);
  return proposeFixes(causes, fixCase, 'all', most).fixes;
};

test('what could not be looked at whole is not proven, and says so', () => {
  const fixes = within(0);
  expect(fixes.map(({ layer, verified, exact }) => [layer, verified, exact])).toEqual([
    ['identity-policies', false, false],
  ]);
  // The change itself was decided.
  expect(fixes[0]).toMatchObject({ decisionAfter: 'allowed', changes: [{ edit: 'change' }] });
});

test('it ends at the same step each time', () => {
  const bounds = [0, 1e4, 1e5, 3e5, 1e6, 1e7];
  expect(bounds.map(within)).toEqual(bounds.map(within));
});

test('what is looked at whole says nothing of it', () => {
  for (const fix of [...within(1e9), ...fixesOf(scenario({ identityPolicies: [] }))])
    expect(fix).not.toHaveProperty('exact');
});

test('the largest policies that AWS takes are more than is looked at: no form is proven by half', () => {
  const fixes = fixesOf(largestCase());
  for (const { verified, exact } of fixes) expect(verified && exact === false).toBe(false);
  expect(fixes.length).toBeGreaterThan(0);
  // Besides the exact form those would be tried that give up more.
  expect(fixes.length).toBeLessThan(4);
});
