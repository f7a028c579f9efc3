import { array, assert, nat, property, record } from 'fast-check';
import { LEFT_OPEN, type ChoiceRule, type Chosen } from '../../../../src/engine/unknowns/choices/choice-rules';
import { combinationsOf, type Choice } from '../../../../src/engine/unknowns/choices/combinations';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';

const choices = (...sizes: readonly number[]): readonly Choice[] =>
  sizes.map((size) => ({ options: () => Array.from({ length: size }, (_, option) => option), isApart: false }));

const MAY_APPLY = 2;
/** What applies may apply as well. */
const APPLIES = 3;

/** It applies where all these choices have these options. */
function rule(list: number, ...wanted: readonly (readonly [choice: number, option: number])[]): ChoiceRule {
  return {
    list,
    besides: [],
    parts: wanted.map(([choice, option]) => ({
      choices: [choice],
      truth: (chosen) => ((chosen[choice] ?? LEFT_OPEN) === LEFT_OPEN ? undefined : chosen[choice] === option),
    })),
    adds: (applies) => (applies === true ? APPLIES : MAY_APPLY),
  };
}

function combined(all: readonly Choice[], rules: readonly ChoiceRule[], { steps = 100_000, most = 1_000 } = {}) {
  const { all: found, complete } = combinationsOf(all, rules, new StepBudget(steps), most);
  return { added: found.map(({ added }) => rules.map(({ list }) => added[list] ?? 0)), found, complete };
}

test('unknowns that count together are not multiplied', () => {
  const rules = Array.from({ length: 20 }, (_, at) => rule(0, [at, 1]));
  const { found, complete } = combined(choices(...rules.map(() => 2)), rules);
  expect(found.map(({ added }) => added[0] ?? 0)).toEqual([0, APPLIES]);
  expect(complete).toBe(true);
});

test('nor are those that one rule needs all at once', () => {
  const sizes = Array.from({ length: 20 }, () => 3);
  const { found } = combined(choices(...sizes), [rule(0, ...sizes.map((_, at) => [at, 1] as const))]);
  expect(new Set(found.map(({ added }) => added[0] ?? 0))).toEqual(new Set([0, APPLIES]));
  expect(found).toHaveLength(2);
});

test('a rule that can add nothing new is not waited for', () => {
  const pairs = Array.from({ length: 10 }, (_, at) => rule(0, [2 * at, 1], [2 * at + 1, 1]));
  const { found, complete } = combined(choices(...Array.from({ length: 20 }, () => 2)), pairs, { steps: 1_000 });
  expect(found.map(({ added }) => added[0] ?? 0)).toEqual([0, APPLIES]);
  expect(complete).toBe(true);
});

test('what several rules need is the same for all of them', () => {
  const { found } = combined(choices(2, 2), [rule(0, [0, 0]), rule(1, [0, 1]), rule(2, [0, 0], [1, 0])]);
  const added = found.map(({ added: [one = 0, two = 0, three = 0] }) => `${one}${two}${three}`);
  expect(added.sort()).toEqual(['030', '300', '303']);
});

test('a choice that is apart keeps all that differ in it', () => {
  const [first, second] = choices(3, 2) as [Choice, Choice];
  expect(combined([{ ...first, isApart: true }, second], [rule(0, [1, 0])]).found).toHaveLength(6);
  expect(combined([first, second], [rule(0, [1, 0])]).found).toHaveLength(2);
});

test('what there is to choose may hang on what was chosen, and may be nothing', () => {
  const dependent: Choice = { options: ([first]) => (first === 0 ? [] : [1]), isApart: true };
  const { found } = combined([{ options: () => [0, 1], isApart: true }, dependent], []);
  expect(found.map(({ chosen }) => chosen)).toEqual([
    [0, LEFT_OPEN],
    [1, 1],
  ]);
});

test('what a rule adds may hang on what is chosen besides', () => {
  const apart: Choice = { options: () => [0, 1], isApart: true };
  const besides: ChoiceRule = { ...rule(0, [1, 1]), besides: [0], adds: (_, [first]) => (first === 0 ? 4 : 8) };
  const { found } = combined([apart, ...choices(2)], [besides]);
  expect(found.map(({ chosen: [first], added }) => `${first}:${added[0] ?? 0}`).sort()).toEqual([
    '0:0',
    '0:4',
    '1:0',
    '1:8',
  ]);
});

describe('what would be too much is left open, and what hangs on it may apply', () => {
  const many = Array.from({ length: 10 }, (_, option) => rule(option, [0, option]));

  test('as more combinations than are wanted', () => {
    const { found, complete } = combined(choices(10, 2), [...many, rule(10, [1, 1])], { most: 5 });
    expect(complete).toBe(false);
    expect(found.map(({ chosen: [first] }) => first)).toEqual([LEFT_OPEN, LEFT_OPEN]);
    expect(found.map(({ added }) => added[10] ?? 0)).toEqual([0, APPLIES]);
    expect(found.every(({ added }) => many.every(({ list }) => added[list] === MAY_APPLY))).toBe(true);
  });

  test('as more steps than there are', () => {
    const { found, complete } = combined(choices(10, 10), many, { steps: 3 });
    expect({ complete, count: found.length }).toEqual({ complete: false, count: 1 });
  });
});

test('what the rules add is what they would add in every combination there is', () => {
  const sizes = [2, 3, 2, 2];
  const wanted = record({ choice: nat(3), option: nat(2) }).map(({ choice, option }) => [choice, option] as const);
  const rules = array(record({ list: nat(2), wanted: array(wanted, { minLength: 1, maxLength: 3 }) }), {
    maxLength: 5,
  });
  const law = property(rules, (made) => {
    const all = made.map(({ list, wanted: pairs }) => rule(list, ...pairs));
    const names = new Set(everyChoice(sizes).map((chosen) => addedBy(all, chosen)));
    const { found, complete } = combined(choices(...sizes), all);
    expect(complete).toBe(true);
    expect(found.map(({ added }) => [0, 1, 2].map((list) => added[list] ?? 0).join()).sort()).toEqual(
      [...names].sort(),
    );
  });
  assert(law, { numRuns: 300 });
});

function everyChoice(sizes: readonly number[]): readonly Chosen[] {
  return sizes.reduce<readonly Chosen[]>(
    (all, size) => all.flatMap((chosen) => Array.from({ length: size }, (_, option) => [...chosen, option])),
    [[]],
  );
}

function addedBy(rules: readonly ChoiceRule[], chosen: Chosen): string {
  const added = [0, 0, 0];
  for (const { parts, list, adds } of rules) {
    if (parts.every(({ truth }) => truth(chosen) === true)) added[list]! |= adds(true, chosen);
  }
  return added.join();
}
