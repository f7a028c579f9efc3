/** Fixes end after so many steps, and say where that left something open. */
import { fixCaseOf } from '../../src/evaluate-fixes';
import { proposeFixes } from '../../src/verdict/fixes/prove';
import { largestCase } from './largest-case';
import {
  bucket,
  deniedByIdentity,
  everything,
  fixesOf,
  named,
  object,
  policy,
  scenario,
  type Statement,
} from './scenario';

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

test('to search other circumstances takes nothing from what else could be proven, however much there is to search', () => {
  const tag = (at: number) => `aws:PrincipalTag/t${at % 5}`;
  const read = { Action: 's3:GetObject', Resource: `${bucket}/*` };
  const guardrail = (at: number): Statement => ({
    Effect: 'Deny',
    ...read,
    Condition: { StringEquals: { [tag(at)]: [`bad${at}`, `worse${at}`] } },
  });
  const forAll = (at: number): Statement => ({ ...guardrail(at), Principal: '*' });
  const many = (first: number, make: (at: number) => Statement) =>
    Array.from({ length: 30 }, (_, at) => make(first + at));
  const levels = Array.from({ length: 7 }, (_, level) => level);
  const fixes = fixesOf(
    scenario({
      identityPolicies: [named({ Effect: 'Allow', ...read })],
      scps: levels.map((level) => ({
        target: `ou-${level}`,
        policies: [0, 1, 2, 3, 4].map((which) => named(everything, ...many(level * 200 + which * 40, guardrail))),
      })),
      rcps: levels.map((level) => ({
        target: `ou-${level}`,
        policies: [0, 1, 2, 3, 4].map((which) => named(...many(level * 200 + which * 40, forAll))),
      })),
      permissionsBoundary: named(everything, ...twoDenies.map((deny) => ({ ...deny, ...read }))),
      resourcePolicy: policy(...endless.map((Condition) => ({ Effect: 'Deny', ...read, Principal: '*', Condition }))),
    }),
  );
  const proven = fixes.filter(({ layer, verified }) => layer === 'permissions-boundary' && verified);
  expect(proven.map(({ exact }) => exact)).toEqual(proven.map(() => undefined));
  expect(proven.length).toBeGreaterThan(1);
});

/** One after the other can be met, and the last cannot. */
const endless: readonly Statement[] = [
  ...Array.from({ length: 20 }, (_, at) => ({ StringNotEquals: { [`aws:PrincipalTag/u${at}`]: 'ok' } })),
  { Null: { 'aws:PrincipalTag/u0': 'false' } },
];

const twoDenies: readonly Statement[] = [0, 1].map((which) => ({
  Effect: 'Deny',
  Condition: {
    StringNotEquals: Object.fromEntries([0, 1, 2, 3, 4].map((at) => [`aws:PrincipalTag/t${at}`, `g${which}${at}`])),
  },
}));
