import { assert, pre, property } from 'fast-check';
import { layersOf, suspectsIn } from './blocks';
import { judgeByBruteForce, worldsOf, type PartialScenario } from './brute-force';
import { decideByEngine } from './engine';
import { scenarios } from './generate';
import { hiddenScenarios } from './generate-hidden';
import { partialScenarios } from './generate-unknowns';
import { decideByModel } from './model';

/** CULPRIT_RUNS asks for more of them. */
const numRuns = Number(process.env.CULPRIT_RUNS ?? 250);

describe('in small worlds, where everything can be tried', () => {
  const few = (partial: PartialScenario) => {
    let worlds = 0;
    for (const _ of worldsOf(partial)) if ((worlds += 1) > 500) return false;
    return true;
  };

  test('the engine knows exactly what is certain and who is a suspect', () => {
    const law = property(partialScenarios, (partial) => {
      pre(few(partial));
      const answer = decideByEngine(partial);
      const truth = judgeByBruteForce(partial);
      expect(answer.decision).toBe(truth.decision);
      expect(layersOf(answer.blockers)).toEqual(truth.blockers);
      if (partial.observed !== undefined && truth.decision !== 'allowed') {
        expect(suspectsIn(answer)).toEqual(truth.suspects);
      }
    });
    assert(law, { numRuns });
  }, 3_600_000);
});

describe('in scenarios of any size', () => {
  test('hiding information never makes a wrong definite answer', () => {
    const law = property(hiddenScenarios, ({ scenario, partial }) => {
      const answer = decideByEngine(partial);
      const truth = decideByModel(scenario);
      const blockers = truth.decision === 'allowed' ? [] : layersOf(truth.blockers);
      const isRight = ['unknown', truth.decision, ...(truth.decision === 'allowed' ? [] : ['denied'])];
      expect(isRight).toContain(answer.decision);
      expect(blockers).toEqual(expect.arrayContaining(layersOf(answer.blockers)));
      if (truth.decision === 'allowed') return;
      const observed = decideByEngine({ ...partial, observed: 'denied' });
      const suspects = layersOf(observed.suspects ?? observed.blockers);
      expect(suspects).toEqual(expect.arrayContaining(blockers));
      expect(suspects).toEqual(expect.arrayContaining(layersOf(observed.blockers)));
      if (suspects.length === 1) expect(layersOf(observed.blockers)).toEqual(suspects);
      expect(blockers).toEqual(expect.arrayContaining(layersOf(observed.blockers)));
    });
    assert(law, { numRuns });
  }, 3_600_000);

  test('hiding nothing leaves nothing unknown', () => {
    const law = property(scenarios, (scenario) => {
      const observed = decideByEngine({ ...scenario, observed: 'denied' });
      expect(layersOf(observed.suspects ?? observed.blockers)).toEqual(layersOf(observed.blockers));
    });
    assert(law, { numRuns });
  }, 3_600_000);
});
