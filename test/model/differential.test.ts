import { assert, property } from 'fast-check';
import { decideByEngine } from './engine';
import { scenarios } from './generate';
import { decideByModel } from './model';

/** CULPRIT_RUNS asks for more of them. */
const numRuns = Number(process.env.CULPRIT_RUNS ?? 2000);

test('the engine decides random scenarios as the reference model does', () => {
  const law = property(scenarios, (scenario) => {
    const { decision, blockers } = decideByEngine(scenario);
    const expected = decideByModel(scenario);
    expect({ decision, blockers: blockers.map(nameOf).sort() }).toEqual({
      decision: expected.decision,
      blockers: expected.blockers.map(nameOf).sort(),
    });
  });
  assert(law, { numRuns });
}, 3_600_000);

const nameOf = ({ layer, action }: { readonly layer: string; readonly action: string }) => `${layer} ${action}`;
