import { Payoff } from '../../src/scenario/cache/payoff';

/** How many of these lines are looked at; `known`: the share of each that came before. */
function looks(payoff: Payoff, lines: number, known: (at: number) => number): number {
  let looked = 0;
  for (let at = 0; at < lines; at += 1) {
    if (!payoff.isWorthALook()) continue;
    looked += 1;
    payoff.note(known(at) * 1000, 1000);
  }
  return looked;
}

test.each([
  ['every line, where all come again', () => 1, 60_000, 60_000],
  ['every line, where every other comes again', (at: number) => at % 2, 60_000, 60_000],
  ['every line, where a thousand come in turns and are known from the third time on', turns(1000), 60_000, 60_000],
  ['few lines, where next to nothing does', () => 0.05, 4000, 9000],
  ['few lines, where nothing does', () => 0, 4000, 9000],
])('it looks at %s', (_, known, least, most) => {
  const looked = looks(new Payoff(), 60_000, known);
  expect(looked).toBeGreaterThanOrEqual(least);
  expect(looked).toBeLessThanOrEqual(most);
});

function turns(many: number): (at: number) => number {
  return (at) => (at < 2 * many ? 0 : 1);
}

test('it looks at every line again when lines come again, also in turns', () => {
  const payoff = new Payoff();
  looks(payoff, 100_000, () => 0);
  looks(payoff, 60_000, (at) => (at % 4 === 0 ? 1 : 0.5));
  expect(looks(payoff, 1000, () => 1)).toBe(1000);
});
