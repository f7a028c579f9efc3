import { assert, pre, property } from 'fast-check';
import { layersOf, suspectsIn } from './blocks';
import { decideByEngine } from './engine';
import { judgeEveryCombination } from './every-combination';
import { comparedScenarios, threeKeys, twoKeys } from './generate-compared';

/** CULPRIT_RUNS asks for more of them. */
const numRuns = Number(process.env['CULPRIT_RUNS'] ?? 60);

describe('of keys that are compared with one another nothing is said that some of their values refute', () => {
  test.each([
    ['two keys', { keys: twoKeys, policies: false }],
    ['two keys, and policies that cannot be read', { keys: twoKeys, policies: true }],
    ['three keys', { keys: threeKeys, policies: false }],
    ['three keys, and policies that cannot be read', { keys: threeKeys, policies: true }],
  ])(
    '%s',
    (_, hidden) => {
      const law = property(comparedScenarios(hidden), (partial) => {
        const answer = decideByEngine(partial);
        const truth = judgeEveryCombination(partial, hidden.keys);
        // No values deny what is said to have been denied.
        pre(partial.observed === undefined || truth.decision !== 'allowed');
        const mayBeSaid = { unknown: ['unknown'], allowed: ['unknown', 'allowed'] }[truth.decision];
        expect(mayBeSaid ?? ['unknown', 'denied', truth.decision]).toContain(answer.decision);
        expect(truth.blockers).toEqual(expect.arrayContaining([...layersOf(answer.blockers)]));
        expect(suspectsIn(answer)).toEqual(expect.arrayContaining([...truth.suspects]));
      });
      assert(law, { numRuns });
    },
    3_600_000,
  );
});
