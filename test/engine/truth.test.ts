import { all, and, any, not, or, type Truth } from '../../src/engine/truth';

const truths: readonly Truth[] = [true, undefined, false];
const pairs = truths.flatMap((one) => truths.map((other) => [one, other] as const));
/** Every way in which the unknowns of these may turn out. */
const worlds = (given: readonly Truth[]): readonly (readonly boolean[])[] =>
  given.reduce<readonly (readonly boolean[])[]>(
    (before, one) => before.flatMap((known) => (one === undefined ? [true, false] : [one]).map((is) => [...known, is])),
    [[]],
  );
/** What all worlds agree on. */
function agreed(given: readonly Truth[], decide: (known: readonly boolean[]) => boolean): Truth {
  const [first, ...others] = worlds(given).map(decide);
  return others.every((other) => other === first) ? first : undefined;
}

test.each(truths)('not %s', (one) => expect(not(one)).toBe(agreed([one], ([known]) => !known)));
test.each(pairs)('%s and %s', (one, other) => {
  expect(and(one, other)).toBe(agreed([one, other], (known) => known.every((is) => is)));
});
test.each(pairs)('%s or %s', (one, other) => {
  expect(or(one, other)).toBe(agreed([one, other], (known) => known.some((is) => is)));
});

const triples = [[], ...truths.map((one) => [one]), ...pairs.flatMap((pair) => truths.map((one) => [...pair, one]))];
test.each(triples.map((triple) => [triple]))('all and any of %j', (triple) => {
  const same = (one: Truth) => one;
  expect(all(triple, same)).toBe(triple.reduce(and, true));
  expect(any(triple, same)).toBe(triple.reduce(or, false));
});

test('what decides is not asked beyond', () => {
  const asked: Truth[] = [];
  const ask = (one: Truth) => {
    asked.push(one);
    return one;
  };
  all([undefined, false, true], ask);
  any([undefined, true, false], ask);
  expect(asked).toEqual([undefined, false, undefined, true]);
});
