import { assert, pre, property } from 'fast-check';
import { layersOf, suspectsIn } from './blocks';
import { decideByEngine } from './engine';
import { judgeEveryPair } from './every-pair';
import { comparedScenarios } from './generate-compared';

/** CULPRIT_RUNS asks for more of them. */
const numRuns = Number(process.env['CULPRIT_RUNS'] ?? 250);

describe('of keys that are compared with one another nothing is said that some pair of values refutes', () => {
  test.each([
    ['where all policies are known', false],
    ['where policies cannot be read', true],
  ])(
    '%s',
    (_, hidesPolicies) => {
      const law = property(comparedScenarios(hidesPolicies), (partial) => {
        const answer = decideByEngine(partial);
        const truth = judgeEveryPair(partial);
        // No pair of values denies what is said to have been denied.
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
