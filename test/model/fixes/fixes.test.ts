/** What `evaluate --fixes` proposes, held to the reference model: what it says of the patched scenario, what it opens, what it closes. */
import { assert, nat, property } from 'fast-check';
import { evaluateLine } from '../../../cli/commands/evaluate';
import type { EvaluatedFix, EvaluatedWithFixes } from '../../../src/evaluate-fixes';
import { patched } from '../../../src/evaluate-fixes/apply-patch';
import { eachAlone } from '../evaluations';
import { scenarios } from '../generate';
import { decideByModel } from '../model';
import type { Scenario } from '../scenario';
import { Tape } from '../tape';
import { holderOf, isDeclared, slotsOf } from './declared';
import { neighbourOf } from './neighbours';
import { reasonFor } from './reasons';

/** CULPRIT_RUNS asks for more of them. */
const numRuns = Number(process.env['CULPRIT_RUNS'] ?? 80);
const neighbours = 40;

const withFixes = (scenario: Scenario) => evaluateLine(JSON.stringify(scenario), { fixes: true }) as EvaluatedWithFixes;
const isAllowed = (scenario: Scenario) => decideByModel(scenario).decision === 'allowed';

test('no fix is wrong about what it does, opens what it does not say, or closes anything', () => {
  const law = property(scenarios, nat(), (scenario, seed) => {
    const tape = new Tape(numbersFrom(seed));
    const { fixes = [] } = withFixes(scenario);
    for (const fix of fixes.filter(({ verified }) => verified)) {
      const after = patched(scenario, fix.patch ?? []) as Scenario;
      const { decision, blockers } = decideByModel(after);
      expect({ decision: fix.decisionAfter, remaining: fix.remaining.map(nameOf).sort() }).toEqual({
        decision,
        remaining: blockers.map(nameOf).sort(),
      });
      if (fix.kind !== 'change-the-request') expect(wrongIn(fix, scenario, tape)).toEqual([]);
    }
  });
  assert(law, { numRuns });
});

/** Neighbours that the fix closes, or opens without a word. */
function wrongIn(fix: EvaluatedFix, scenario: Scenario, tape: Tape): readonly Readonly<Record<string, unknown>>[] {
  const { patch = [], opens } = fix;
  const slots = slotsOf(fix, scenario, patched(scenario, patch) as Scenario);
  // A policy that is put beside the caller's own is nobody else's.
  const forOthers = patch.filter(({ path }) => !/^\/(identity|session)Policies\/-$/.test(path));
  return eachAlone(scenario).flatMap((alone, place) =>
    Array.from({ length: neighbours }, () => neighbourOf(alone, tape)).flatMap(
      (neighbour): readonly Readonly<Record<string, unknown>>[] => {
        const { request } = neighbour;
        const own = holderOf(request) === holderOf(alone.request) ? patch : forOthers;
        const [was, is] = [neighbour, { ...eachAlone(patched(scenario, own) as Scenario)[place]!, request }].map(
          isAllowed,
        );
        if (was === is) return [];
        if (was) return [{ closes: request, patch }];
        return isDeclared(fix, alone, neighbour, slots) ? [] : [{ opens: request, said: opens, patch }];
      },
    ),
  );
}

/** Random numbers from one, so that a failure is told by that. */
function numbersFrom(seed: number): Uint16Array {
  let state = seed;
  return Uint16Array.from({ length: 20_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state >>> 16;
  });
}

const nameOf = ({ layer, action }: { readonly layer: string; readonly action: string }) => `${layer} ${action}`;

test('wherever the language can say it, a fix opens nothing else', () => {
  const counted = new Map<string, number>();
  let opensNothing = 0;
  const law = property(scenarios, (scenario) => {
    const { fixes = [], blockers } = withFixes(scenario);
    for (const layer of new Set(blockers.map((block) => block.layer))) {
      const own = fixes.filter((fix) => fix.layer === layer && fix.kind !== 'change-the-request' && fix.verified);
      if (own.some(({ opens }) => opens.length === 0)) {
        opensNothing += 1;
        continue;
      }
      const reason = reasonFor(layer, scenario, own);
      counted.set(reason, (counted.get(reason) ?? 0) + 1);
    }
  });
  assert(law, { numRuns: numRuns * 2 });
  const sayable = opensNothing + (counted.get('other') ?? 0);
  const share = (100 * opensNothing) / sayable;
  console.info(
    `${opensNothing} of ${sayable} (${share.toFixed(1)} %) open nothing else; beside them ${JSON.stringify([...counted])}`,
  );
  expect(share).toBeGreaterThanOrEqual(95);
});
