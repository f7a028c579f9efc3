import { sample } from 'fast-check';
import { layersOf } from './blocks';
import { decideByEngine } from './engine';
import { hiddenScenarios, type HiddenScenario } from './generate-hidden';
import { decideByModel, type ModelDecision } from './model';
import { someWorlds } from './some-worlds';

/** CULPRIT_RUNS asks for more of them, CULPRIT_SEED for others. */
const numRuns = Number(process.env['CULPRIT_RUNS'] ?? 250);
const isUsual = process.env['CULPRIT_RUNS'] === undefined && process.env['CULPRIT_SEED'] === undefined;

/** Worlds that are tried for a suspect. */
const most = 5_000;

test('a suspect that does not block blocks somewhere: in another world that the same evidence allows', () => {
  const denials = sample(hiddenScenarios, { numRuns }).flatMap(suspectsOf);
  const needless = denials.flatMap(({ needless }) => needless);
  const each = (count: (one: Denial) => number) =>
    (denials.reduce((sum, one) => sum + count(one), 0) / denials.length).toFixed(2);
  if (process.env['CULPRIT_RUNS'] !== undefined)
    process.stdout.write(
      `${denials.length} denials, each with ${each(({ suspects }) => suspects.length)} suspects, ` +
        `of which ${each(({ blockers }) => blockers.length)} block; ${needless.length} that no world was found for\n`,
    );
  expect(denials.length).toBeGreaterThan(numRuns / 2);
  const beside = denials.filter(({ suspects, blockers }) => suspects.some((layer) => !blockers.includes(layer)));
  expect(beside.length).toBeGreaterThan(numRuns / 10);
  // Values that two conditions want at once are not always found by chance; those of the usual run are.
  expect(needless.length).toBeLessThanOrEqual(isUsual ? 0 : numRuns / 250);
}, 3_600_000);

interface Denial {
  readonly suspects: readonly string[];
  readonly blockers: readonly string[];
  readonly needless: readonly string[];
}

function suspectsOf(hidden: HiddenScenario): readonly Denial[] {
  const blockers = blockersOf(decideByModel(hidden.scenario));
  if (blockers.length === 0) return [];
  const observed = decideByEngine({ ...hidden.partial, observed: 'denied' });
  const suspects = layersOf(observed.suspects ?? observed.blockers);
  const left = new Set(suspects.filter((layer) => !blockers.includes(layer)));
  if (left.size > 0)
    for (const world of someWorlds(hidden, most)) {
      for (const layer of blockersOf(decideByModel(world))) left.delete(layer);
      if (left.size === 0) break;
    }
  return [{ suspects, blockers, needless: [...left] }];
}

const blockersOf = (answer: ModelDecision): readonly string[] =>
  answer.decision === 'allowed' ? [] : layersOf(answer.blockers);
