/** What was read, with a policy in place that nobody has put yet. */
import type { EvidenceByLayer } from './decision/types';
import type { Reading } from './evidence/define';
import type { NamedPolicy, ReadPolicy, UnreadablePart } from './evidence/values';
import { layers } from './layers';

export interface CandidatePolicy {
  /** Id of a layer that holds policies. */
  readonly layer: string;
  /** A policy of this name is replaced; otherwise it comes beside the others, at the caller or its account. */
  readonly name: string;
  /** Parsed JSON. */
  readonly document: object;
}

/** The ids of the layers that hold policies. */
export const policyLayers = (): readonly string[] =>
  layers.flatMap(({ id, policies }) => (policies === undefined ? [] : [id]));

/** Where a policy goes that names no principal: to those of the caller. */
export const callersLayer = (): string | undefined =>
  layers.find(({ kind, side, policies }) => kind === 'grant' && side === 'principal' && policies !== undefined)?.id;

/** The evidence itself, where the layer was read for nothing of the request, or its other policies are unreadable. */
export function withPolicy(evidence: EvidenceByLayer, candidate: CandidatePolicy): EvidenceByLayer {
  const layer = layers.find(({ id }) => id === candidate.layer);
  const read = layer?.policies?.read;
  const own = evidence[candidate.layer];
  const readings = read === undefined ? undefined : own?.[read];
  if (layer === undefined || read === undefined || readings === undefined) return evidence;
  const isList = layer.side === 'principal';
  const changed = Object.entries(readings).map(
    ([target, reading]) => [target, placed(reading, candidate, isList)] as const,
  );
  return { ...evidence, [layer.id]: { ...own, [read]: Object.fromEntries(changed) } };
}

function placed(reading: Reading<unknown>, { name, document }: CandidatePolicy, isList: boolean): Reading<unknown> {
  const policy = { name, document };
  if (reading.status === 'unreadable') return isList ? reading : { status: 'found', value: policy };
  if (reading.status === 'absent') return { status: 'found', value: isList ? { policies: [policy] } : policy };
  return { ...reading, value: added(reading.value, policy) };
}

/** Lists as they are read: of a principal, and of each level of the organization. */
function added(value: unknown, policy: ReadPolicy): unknown {
  const { levels, policies } = value as { readonly levels?: readonly Level[]; readonly policies?: Policies };
  if (levels !== undefined) {
    const held = levels.findIndex((level) => holds(level.policies, policy));
    const at = held === -1 ? levels.length - 1 : held;
    return {
      ...(value as object),
      levels: levels.map((level, index) => (index === at ? inList(level, policy) : level)),
    };
  }
  if (policies !== undefined) return inList({ policies }, policy);
  return { ...(value as object), ...policy };
}

type Policies = readonly NamedPolicy[] | UnreadablePart;
interface Level {
  readonly policies: Policies;
}

const holds = (policies: Policies, { name }: ReadPolicy): boolean =>
  'unreadable' in policies ? false : policies.some((one) => one.name === name);

/** Beside policies that could not be read it decides nothing. */
function inList<L extends Level>(level: L, policy: ReadPolicy): L {
  const { policies } = level;
  if ('unreadable' in policies) return level;
  const others = policies.filter(({ name }) => name !== policy.name);
  return { ...level, policies: [...others, policy] };
}
