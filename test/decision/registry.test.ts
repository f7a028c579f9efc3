import { decider } from '../../src/decision/decide';
import type { AnyLayer } from '../../src/layers/define';
import { card, denied, evidenceOver, type Says } from '../setup/tiny-registry';

// The decision holds for any registry, not only for that of AWS.

const many = Array.from({ length: 70 }, (_, at): AnyLayer => card(`limit-${at}`, `limit ${at}`, 'caller'));
const decided = (cards: readonly AnyLayer[], says: Readonly<Record<string, Says>>) =>
  decider(cards)(denied(), evidenceOver(cards, says));

test('a registry may be of any length', () => {
  const says: Readonly<Record<string, Says>> = {
    'limit-1': { outcome: 'does-not-allow' },
    'limit-33': { outcome: 'denies', policies: [] },
    'limit-69': { outcome: 'unknown' },
  };
  const { decision, blockers, suspects, exact } = decided(many, says);
  expect(decision).toBe('explicit-deny');
  expect(blockers.map(({ layer }) => layer)).toEqual(['limit-1', 'limit-33']);
  expect(suspects.map(({ layer }) => layer)).toEqual(['limit-1', 'limit-33', 'limit-69']);
  expect(exact).toBe(true);
  expect(decided(many, {})).toMatchObject({ decision: 'allowed', blockers: [], suspects: [] });
});

test('of no layer, nothing denies', () => {
  expect(decided([], {})).toMatchObject({ decision: 'allowed', blockers: [], suspects: [], answers: [] });
});

test('the order of the layers changes the order of what is listed, and nothing else', () => {
  const says: Readonly<Record<string, Says>> = {
    'limit-3': { outcome: 'does-not-allow' },
    'limit-40': { outcome: 'unknown' },
  };
  const [one, other] = [decided(many, says), decided(many.toReversed(), says)];
  expect(other.decision).toBe(one.decision);
  expect(other.blockers.toReversed()).toEqual(one.blockers);
  expect(other.suspects.toReversed()).toEqual(one.suspects);
});
