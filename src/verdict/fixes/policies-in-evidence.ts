/** Finds policies again inside a layer's evidence, whatever the shape of its readings: they are plain JSON. */
import { defined } from '../../defined';
import type { StatementReference } from '../../engine/types';
import type { ReadPolicy } from '../../evidence/values';
import type { EvidenceByLayer } from '../../decision/types';

export type LayerEvidence = EvidenceByLayer[string];

/** A policy in the evidence, with the root, OU or account it hangs on. */
export interface PlacedPolicy {
  readonly policy: ReadPolicy;
  readonly target?: string;
  readonly targetName?: string;
}

/** Where the policy of a statement hangs, in words that a person finds again. */
export function placeOf(
  reference: StatementReference,
  evidence: LayerEvidence | undefined,
): { readonly attachedTo?: string } {
  const found = policiesIn(evidence).find((placed) => holds(placed, reference));
  const attachedTo = found?.policy.attachedTo ?? levelName(found) ?? reference.target;
  return defined({ attachedTo });
}

/** Is it a statement of this policy? */
export function holds({ policy, target }: PlacedPolicy, reference: StatementReference): boolean {
  const same =
    reference.policyArn === undefined ? policy.name === reference.policy : policy.arn === reference.policyArn;
  return same && (reference.target === undefined || target === undefined || target === reference.target);
}

/** Every policy document in a layer's evidence. */
export function policiesIn(evidence: LayerEvidence | undefined): readonly PlacedPolicy[] {
  const found: PlacedPolicy[] = [];
  mapPolicies(evidence ?? {}, (placed) => {
    found.push(placed);
    return placed.policy;
  });
  return found;
}

/** The same evidence with each policy replaced by what `change` gives; it is not changed in place. */
export function mapPolicies<T>(evidence: T, change: (placed: PlacedPolicy) => ReadPolicy): T {
  return walk(evidence, {}, change) as T;
}

type Level = Omit<PlacedPolicy, 'policy'>;

function walk(value: unknown, level: Level, change: (placed: PlacedPolicy) => ReadPolicy): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, level, change));
  if (typeof value !== 'object' || value === null) return value;
  if (isPolicy(value)) return change({ policy: value, ...level });
  const inside = { ...level, ...levelOf(value) };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, inside, change)]));
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
