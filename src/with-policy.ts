/** What was read, with a policy in place that nobody has put yet. */
import type { EvidenceByLayer } from './decision/types';
import type { Reader, Reading } from './evidence/define';
import type { NamedPolicy, ReadPolicy, UnreadablePart } from './evidence/values';
import { layers } from './layers';
import type { AnyLayer, OwnPolicies } from './layers/define';
import { placesFor, type Places } from './policy-places';

export interface CandidatePolicy {
  /** Id of a layer that holds policies. */
  readonly layer: string;
  /** A policy of this name is replaced; otherwise it comes beside the others, at the caller or its account. */
  readonly name: string;
  /** Parsed JSON. */
  readonly document: object;
  /** What it is put on, as its owner names it; absent: what its statements name, or the only one there is. */
  readonly target?: string;
}

export interface PlacedPolicy {
  readonly evidence: EvidenceByLayer;
  readonly places: Places;
}

/** Nothing says on which of several things a policy would be put, or none of them is the one that was named. */
export class UnplacedPolicy extends Error {
  override readonly name = 'UnplacedPolicy';
}

/** The ids of the layers that hold policies. */
export const policyLayers = (): readonly string[] =>
  layers.flatMap(({ id, policies }) => (policies === undefined ? [] : [id]));

/** Where a policy goes that names no principal: to those of the caller. */
export const callersLayer = (): string | undefined =>
  layers.find(({ kind, side, policies }) => kind === 'grant' && side === 'principal' && policies !== undefined)?.id;

/** Throws `UnplacedPolicy`. */
export function withPolicy(evidence: EvidenceByLayer, candidate: CandidatePolicy): EvidenceByLayer {
  const placed = placePolicy(evidence, candidate);
  const problem = unplaced(placed.places, candidate);
  if (problem !== undefined) throw problem;
  return placed.evidence;
}

/** `places`: of one request, or of many together. */
export function unplaced({ on, unsaid }: Places, { target }: CandidatePolicy): UnplacedPolicy | undefined {
  if (target !== undefined && on.length === 0) return new UnplacedPolicy(`no request asks \`${target}\``);
  if (unsaid.length === 0 || on.length < 2) return undefined;
  return new UnplacedPolicy(`nothing says for which it is: \`${on.slice(0, 10).join('`, `')}\``);
}

/** The evidence itself, where the layer was read for nothing of the request, or its other policies are unreadable. */
export function placePolicy(evidence: EvidenceByLayer, candidate: CandidatePolicy): PlacedPolicy {
  const layer = layers.find(({ id }) => id === candidate.layer);
  const reader = layer?.policies === undefined ? undefined : layer.reads[layer.policies.read];
  const readings = layer?.policies === undefined ? undefined : evidence[layer.id]?.[layer.policies.read];
  if (layer?.policies === undefined || reader === undefined || readings === undefined)
    return { evidence, places: { on: [], unsaid: [] } };
  const places = placesFor(readings, layer, candidate);
  const replacing = { candidate, reader, policies: layer.policies, on: places.on, read: Object.keys(readings) };
  const changed = layers.flatMap((one) => {
    const own = evidence[one.id];
    return own === undefined ? [] : [[one.id, { ...own, ...replacedIn(one, own, replacing) }] as const];
  });
  return { evidence: { ...evidence, ...Object.fromEntries(changed) }, places };
}

interface Replacing {
  readonly candidate: CandidatePolicy;
  readonly reader: Reader<unknown>;
  readonly policies: OwnPolicies;
  /** Targets. */
  readonly on: readonly string[];
  readonly read: readonly string[];
}

/** Other layers judge the same policy, and AWS has judged the one that it replaces. */
function replacedIn({ reads }: AnyLayer, own: EvidenceByLayer[string], { candidate, ...replacing }: Replacing) {
  const { reader, policies, on, read } = replacing;
  const changed = Object.entries(reads).flatMap(([name, one]) => {
    const readings = Object.entries(own[name] ?? {});
    if (one === reader)
      return [[name, mapped(readings, (target) => on.includes(target), placing(candidate, policies))] as const];
    if (reader.judgedBy?.includes(one.id) !== true || on.length === 0) return [];
    return [
      [
        name,
        mapped(
          readings,
          (target) => on.includes(target) || !read.includes(target),
          () => notPut,
        ),
      ] as const,
    ];
  });
  return Object.fromEntries(changed);
}

const notPut: Reading<unknown> = { status: 'unreadable', why: 'not-put' };

const mapped = (
  readings: readonly (readonly [string, Reading<unknown>])[],
  isMeant: (target: string) => boolean,
  change: (reading: Reading<unknown>) => Reading<unknown>,
) => Object.fromEntries(readings.map(([target, one]) => [target, isMeant(target) ? change(one) : one]));

const placing =
  ({ name, document }: CandidatePolicy, { heldAs }: OwnPolicies) =>
  (reading: Reading<unknown>): Reading<unknown> => {
    const policy = { name, document };
    // Beside policies that could not be read it decides nothing, and an endpoint is more than its policy.
    if (reading.status === 'unreadable') return heldAs === undefined ? { status: 'found', value: policy } : reading;
    if (reading.status === 'absent')
      return { status: 'found', value: heldAs === 'list' ? { policies: [policy] } : policy };
    return { ...reading, value: added(reading.value, policy) };
  };

/** Lists as they are read: of a principal, and of each level of the organization. */
function added(value: unknown, policy: ReadPolicy): unknown {
  const { levels, policies, policy: one } = value as Held;
  if (levels !== undefined) {
    const held = levels.findIndex((level) => holds(level.policies, policy));
    const at = held === -1 ? levels.length - 1 : held;
    return {
      ...(value as object),
      levels: levels.map((level, index) => (index === at ? inList(level, policy) : level)),
    };
  }
  if (policies !== undefined) return { ...(value as object), ...inList({ policies }, policy) };
  if (one !== undefined) return { ...(value as object), policy: { ...one, ...policy } };
  return { ...(value as object), ...policy };
}

type Policies = readonly NamedPolicy[] | UnreadablePart;
interface Level {
  readonly policies: Policies;
}
interface Held {
  readonly levels?: readonly Level[];
  readonly policies?: Policies;
  readonly policy?: ReadPolicy;
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
