/** Finds policies again inside a layer's evidence, whatever the shape of its readings: they are plain JSON. */
import type { StatementReference } from '../../../engine/types';
import type { ReadPolicy } from '../../../evidence/values';
import type { EvidenceByLayer } from '../../../decision/types';
import { defined } from '../../../defined';

export type LayerEvidence = EvidenceByLayer[string];

/** A policy in the evidence, with the root, OU or account it hangs on. */
export interface PlacedPolicy {
  readonly policy: ReadPolicy;
  /** The read that holds it, what that was read of, and where in its value the policy lies. */
  readonly at: { readonly read: string; readonly target: string; readonly path: Path };
  readonly target?: string;
  readonly targetName?: string;
}

export type Path = readonly (string | number)[];

/** Where the policy of a statement hangs, in words that a person finds again. */
export function placeOf(
  reference: StatementReference,
  evidence: LayerEvidence | undefined,
): { readonly attachedTo?: string } {
  const found = policiesIn(evidence).find((placed) => holds(placed, reference));
  return defined({ attachedTo: attachedToOf(found) ?? reference.target });
}

/** In words: what a reader gave, else the level of the organization. */
export function attachedToOf(placed: PlacedPolicy | undefined): string | undefined {
  return placed?.policy.attachedTo ?? levelName(placed);
}

/** Is it a statement of this policy? */
function holds({ policy, target }: PlacedPolicy, reference: StatementReference): boolean {
  const same =
    reference.policyArn === undefined ? policy.name === reference.policy : policy.arn === reference.policyArn;
  return same && (reference.target === undefined || target === undefined || target === reference.target);
}

/** Every policy document in a layer's evidence. */
export function policiesIn(evidence: LayerEvidence | undefined): readonly PlacedPolicy[] {
  return Object.entries(evidence ?? {}).flatMap(([read, readings]) =>
    Object.entries(readings).flatMap(([target, reading]) =>
      reading.status === 'found' ? [...within(reading.value, { read, target, path: [] }, {})] : [],
    ),
  );
}

type Level = Pick<PlacedPolicy, 'target' | 'targetName'>;

function* within(value: unknown, at: PlacedPolicy['at'], level: Level): Generator<PlacedPolicy> {
  if (typeof value !== 'object' || value === null) return;
  if (isPolicy(value)) {
    yield { policy: value, at, ...level };
    return;
  }
  const inside = { ...level, ...levelOf(value) };
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  for (const [name, part] of parts) yield* within(part, { ...at, path: [...at.path, name] }, inside);
}

function isPolicy(value: object): value is ReadPolicy {
  return 'document' in value && 'name' in value && typeof value.name === 'string';
}

function levelOf(value: object): Level {
  if (!('target' in value) || typeof value.target !== 'string') return {};
  const name = 'targetName' in value && typeof value.targetName === 'string' ? { targetName: value.targetName } : {};
  return { target: value.target, ...name };
}

function levelName(placed: PlacedPolicy | undefined): string | undefined {
  if (placed?.target === undefined || placed.targetName === undefined) return undefined;
  return `${placed.targetName} (${placed.target})`;
}
