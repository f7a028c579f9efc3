/** `culprit evaluate --fixes`: the decision of a scenario and, where it is denied, what could be changed. */
import { defined } from '../defined';
import { deciderAsking } from '../decision/decide';
import type { EvidenceByLayer } from '../decision/types';
import type { Reading } from '../evidence/define';
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import type { Subject } from '../judging/types';
import { NOT_READ, slotReadsOf, type SlotReadings } from '../scenario/ask-slots';
import { evaluateScenario, type Evaluated } from '../scenario/evaluate';
import { readScenario } from '../scenario/read';
import type { UngradedCause } from '../verdict/causes/causes';
import { causesIn } from '../verdict/causes/causes-of-blocks';
import type { FixCase } from '../verdict/fixes/fix-case';
import { proposeFixes } from '../verdict/fixes/prove';
import type { Opening } from '../verdict/fixes/types';
import type { FixCode, ProposedFix } from '../verdict/verdict';
import { patched } from './apply-patch';
import { patchOf, requestPatchOf, type Operation } from './patch';
import { pointerOf } from './slots';

export interface EvaluatedFix {
  readonly layer: string;
  readonly kind: ProposedFix['kind'];
  readonly code: FixCode;
  readonly facts: ProposedFix['facts'];
  /** What whoever makes it has to know besides. */
  readonly notes: ProposedFix['notes'];
  readonly verified: boolean;
  /** `false`: what else it allows was more than is looked at; it is not verified, and `opens` is a part. */
  readonly exact?: false;
  readonly decisionAfter: string;
  readonly remaining: readonly { readonly layer: string; readonly action: string }[];
  /** RFC 6902, on the scenario as it came in. */
  readonly patch?: readonly Operation[];
  readonly opens: readonly Opening[];
}

export interface EvaluatedWithFixes extends Evaluated {
  /** Only of a definite deny; the smallest first. */
  readonly fixes?: readonly EvaluatedFix[];
}

/** As `evaluateScenario`, with what could be changed where the scenario is denied for certain. */
export function evaluateWithFixes(given: unknown): EvaluatedWithFixes {
  return withFixes(evaluateScenario(given), given);
}

/** `given` is the scenario that was evaluated, whole. */
export function withFixes(evaluated: Evaluated, given: unknown): EvaluatedWithFixes {
  return DENIED.has(evaluated.decision) ? { ...evaluated, fixes: fixesOf(given as object) } : evaluated;
}

const DENIED: ReadonlySet<string> = new Set(['implicit-deny', 'explicit-deny', 'denied']);

function fixesOf(given: object): readonly EvaluatedFix[] {
  const { causes, fixCase } = fixCaseOf(given);
  const { fixes } = proposeFixes(causes, fixCase, 'all');
  const evaluated = fixes.flatMap((fix) => evaluatedFix(fix, fixCase.request, given));
  return evaluated.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** What blocks a scenario, and how it is decided. */
export function fixCaseOf(given: unknown): { readonly causes: readonly UngradedCause[]; readonly fixCase: FixCase } {
  const { request, slots } = readScenario(given);
  const evidence = evidenceOf(slots);
  const decision = decide(request, evidence);
  const blocked = causesIn(decision.blockers, decision, { request, evidence }, layers);
  const causes = blocked.filter(({ outcome }) => outcome !== 'unknown');
  return { causes, fixCase: { request, evidence, cards: layers, decide, ask, targetOf } };
}

/** Nothing opened, then proven, then what opens less. */
const rankOf = ({ verified, opens }: EvaluatedFix): number => (verified ? 0 : 1e6) + opens.length;

/** What is decided with the patch in place is what `evaluate` says of the patched line. */
function evaluatedFix(fix: ProposedFix, request: FixCase['request'], given: object): readonly EvaluatedFix[] {
  const { layer, kind, code, facts, notes, changes, changedRequest, opens, decisionAfter, remaining, exact } = fix;
  const shown = { layer, kind, code, facts, notes, ...defined({ exact }) };
  const asked = changedRequest === undefined ? [] : requestPatchOf(request, changedRequest, given);
  // A tag of the resource is no policy, and not the caller's to send.
  if (asked.length > 0 && kind !== 'change-the-request') return [];
  const patch = [...patchOf(changes), ...asked];
  if (patch.length === 0) return [{ ...shown, verified: false, decisionAfter, remaining, opens }];
  const { decision, blockers, suspects = blockers } = evaluateScenario(patched(given, patch));
  const verified = fix.verified && !suspects.some((one) => isMended(one, fix));
  return [{ ...shown, verified, decisionAfter: decision, remaining: blockers, patch, opens }];
}

/** Does the layer still block what this fix is for? */
function isMended(block: { readonly layer: string; readonly action: string }, { layer, facts }: ProposedFix): boolean {
  return block.layer === layer && (facts['action'] ?? '').split(', ').includes(block.action);
}

/** The read of each slot, by the pointer to it; what is taken from no slot has none. */
function evidenceOf(evaluations: readonly SlotReadings[]): EvidenceByLayer {
  return Object.fromEntries(
    layers.map((layer) => {
      const taken = layer.slots === undefined ? [] : slotReadsOf(layer);
      const reads = taken.map(({ read, slot }) => {
        const own = evaluations.map((slots, place): readonly [string, Reading<unknown>] =>
          slot === undefined ? [NOWHERE, NOT_READ] : [pointerOf(slot, place), slots[slot]],
        );
        return [read, Object.fromEntries(own)] as const;
      });
      return [layer.id, Object.fromEntries(reads)];
    }),
  );
}

const NOWHERE = '';

function targetOf(layer: AnyLayer, read: string, { authorization }: Subject): string | undefined {
  if (layer.slots === undefined) return undefined;
  const place = authorization.purpose === 'encryption' ? 1 : 0;
  const slot = slotReadsOf(layer).find((one) => one.read === read)?.slot;
  return slot === undefined ? NOWHERE : pointerOf(slot, place);
}

const ask: FixCase['ask'] = (layer, subject, evidence) => {
  if (layer.slots === undefined || !layer.appliesTo(subject)) return undefined;
  const own = evidence[layer.id] ?? {};
  const readings = Object.entries(own).map(([read, byPointer]) => {
    const reading = byPointer[targetOf(layer, read, subject) ?? NOWHERE];
    return [read, reading ?? NOT_READ] as const;
  });
  return layer.check(subject, Object.fromEntries(readings));
};

const decide = deciderAsking(layers, (layer, subject, _place, evidence: EvidenceByLayer) =>
  ask(layer, subject, evidence),
);
