/** The one decision: every layer of the registry, judged on every authorization, for everything that the unknowns can be. */
import type { Reading } from '../evidence/define';
import { layers } from '../layers';
import type { AnyLayer, Answer, Judgement, ReadingsOf, Reads, Subject } from '../layers/define';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { combine, sidesOf, type Combined } from './combine';
import type { Block, Decision, DecisionValue, EvidenceByLayer, LayerAnswer } from './types';
import { worldsOf } from './worlds';

export interface DecideOptions {
  /** The request is known to have been denied. */
  readonly observed?: 'denied';
}
/** The readings of a layer for one authorization; `undefined`: the layer is no part of this world. */
export type ReadingsFor = (layer: AnyLayer, subject: Subject, index: number) => ReadingsOf<Reads> | undefined;

export function decide(request: BoundRequest, evidence: EvidenceByLayer, options: DecideOptions = {}): Decision {
  return decideOver(request, (layer, subject) => readingsIn(evidence, layer, subject), options);
}

/** As `decide`, wherever the readings come from. */
export function decideOver(request: BoundRequest, readingsFor: ReadingsFor, options: DecideOptions = {}): Decision {
  const answers = request.authorizations.map((authorization, index) =>
    answersOn({ authorization, request }, index, readingsFor),
  );
  const { worlds, exact: allWorlds } = worldsOf(request, answers.flat());
  let exact = allWorlds;
  const outcomes = worlds.map((authorizations) =>
    authorizations.map((authorization, index) => {
      const own =
        authorization === request.authorizations[index]
          ? (answers[index] ?? [])
          : answersOn({ authorization, request: { ...request, authorizations } }, index, readingsFor);
      const found = outcomesOf(request, authorization, own);
      if (!found.exact) exact = false;
      return found;
    }),
  );
  return summed(request, answers.flat(), outcomes, exact, options);
}

/** All that can become of one authorization in one world. */
interface Outcome {
  readonly combined: readonly Combined[];
  readonly exact: boolean;
}

function answersOn(subject: Subject, index: number, readingsFor: ReadingsFor): readonly LayerAnswer[] {
  return layers.map((layer) => ({
    layer: layer.id,
    authorization: index,
    answer: answerOf(layer, subject, index, readingsFor),
  }));
}

function answerOf(layer: AnyLayer, subject: Subject, index: number, readingsFor: ReadingsFor): Answer {
  if (!layer.appliesTo(subject)) return outOfTheWay;
  const readings = readingsFor(layer, subject, index);
  return readings === undefined ? outOfTheWay : layer.check(subject, readings);
}

const outOfTheWay: Answer = {
  outcome: 'not-applicable',
  judgement: { applies: false, denies: false, allows: true },
  statements: [],
  explain: () => ({ decided: [], nearMisses: [], notes: [] }),
};

function readingsIn(
  evidence: EvidenceByLayer,
  layer: AnyLayer,
  { authorization, request }: Subject,
): ReadingsOf<Reads> {
  const found = Object.entries(layer.reads).map(([name, reader]): [string, Reading<unknown>] => {
    const target = reader.target(authorization, request);
    if (target === undefined) return [name, { status: 'unreadable', why: 'target-unknown' }];
    const readings = evidence[layer.id]?.[name];
    const reading = readings !== undefined && Object.hasOwn(readings, target) ? readings[target] : undefined;
    return [name, reading ?? { status: 'unreadable', why: 'crashed' }];
  });
  return Object.fromEntries(found) as ReadingsOf<Reads>;
}

/** Combinations of what layers leave open that are tried; beyond that every layer is taken by itself. */
const mostCombinations = 4096;

function outcomesOf(
  request: BoundRequest,
  authorization: BoundAuthorization,
  answers: readonly LayerAnswer[],
): Outcome {
  const sides = sidesOf(request, authorization);
  const open = answers.map(({ layer, answer }) => ({ layer, possible: possibleOf(answer) }));
  const count = open.reduce((product, { possible }) => product * possible.length, sides.length);
  const combined = new Map<string, Combined>();
  const add = (one: Combined) => combined.set(`${one.decision} ${[...one.blocking].sort().join()}`, one);
  // An authorization that may not be asked at all cannot be counted on to deny.
  if (authorization.needed === 'unknown') add({ decision: 'allowed', blocking: new Set() });
  const exact = count <= mostCombinations;
  for (const side of sides) {
    if (exact) for (const judgements of products(open)) add(combine(layers, judgements, side));
    else for (const judgements of singles(open)) add(combine(layers, judgements, side));
  }
  return { combined: [...combined.values()], exact };
}

const possibleOf = (answer: Answer): readonly Judgement[] =>
  answer.outcome === 'unknown' ? answer.possible : [answer.judgement];

interface Open {
  readonly layer: string;
  readonly possible: readonly Judgement[];
}

function* products(
  open: readonly Open[],
  at = 0,
  chosen = new Map<string, Judgement>(),
): Generator<ReadonlyMap<string, Judgement>> {
  const one = open[at];
  if (one === undefined) {
    yield chosen;
    return;
  }
  for (const judgement of one.possible) {
    chosen.set(one.layer, judgement);
    yield* products(open, at + 1, chosen);
  }
}

/** Too many to try: all at their best, all at their worst, and each at each with the others at either. */
function* singles(open: readonly Open[]): Generator<ReadonlyMap<string, Judgement>> {
  const best = new Map(open.map(({ layer, possible }) => [layer, bestOf(possible)]));
  const worst = new Map(open.map(({ layer, possible }) => [layer, worstOf(possible)]));
  yield best;
  yield worst;
  for (const { layer, possible } of open) {
    for (const judgement of possible) {
      yield new Map([...best, [layer, judgement]]);
      yield new Map([...worst, [layer, judgement]]);
    }
  }
}

const rank = ({ denies, allows, reaches = [], effects = [] }: Judgement): number =>
  (denies ? 8 : 0) + (allows ? 0 : 4) - reaches.length + effects.length;
const bestOf = (possible: readonly Judgement[]) =>
  possible.reduce((one, other) => (rank(other) < rank(one) ? other : one));
const worstOf = (possible: readonly Judgement[]) =>
  possible.reduce((one, other) => (rank(other) > rank(one) ? other : one));

function summed(
  request: BoundRequest,
  answers: readonly LayerAnswer[],
  worlds: readonly (readonly Outcome[])[],
  exact: boolean,
  { observed }: DecideOptions,
): Decision {
  const decisions = new Set<Combined['decision']>();
  const own = request.authorizations.map(() => new Set<Combined['decision']>());
  const suspects = new Map<string, Block>();
  let certain: ReadonlySet<string> | undefined;
  let certainLayers: ReadonlySet<string> | undefined;
  for (const outcomes of worlds) {
    outcomes.forEach(({ combined }, index) => combined.forEach(({ decision }) => own[index]?.add(decision)));
    for (const decision of together(outcomes)) decisions.add(decision);
    const counted = outcomes.map((outcome, index) => denying(outcome, outcomes, index, observed));
    if (counted.every((combined) => combined.length === 0)) continue;
    const everywhere = new Set<string>();
    const layersHere = new Set<string>();
    counted.forEach((combined, index) => {
      for (const { blocking } of combined) {
        for (const layer of blocking) suspects.set(`${index} ${layer}`, blockOf(request, layer, index));
      }
      for (const layer of commonTo(combined)) {
        everywhere.add(`${index} ${layer}`);
        layersHere.add(layer);
      }
    });
    certain = certain === undefined ? everywhere : intersection(certain, everywhere);
    certainLayers = certainLayers === undefined ? layersHere : intersection(certainLayers, layersHere);
  }
  const decision = valueOf(decisions);
  const all = sorted([...suspects.values()]);
  const only = new Set(all.map(({ layer }) => layer)).size === 1 && observed === 'denied';
  const sure = all.filter(({ layer, authorization }) => certain?.has(`${authorization} ${layer}`) === true);
  // A layer that blocks whatever the unknowns are, but not always on the same authorization.
  const moving = all.filter(
    ({ layer }) => certainLayers?.has(layer) === true && !sure.some((block) => block.layer === layer),
  );
  return {
    decision,
    byAuthorization: own.map(valueOf),
    answers,
    blockers: decision === 'allowed' ? [] : only ? all : sorted([...sure, ...moving]),
    suspects: decision === 'allowed' ? [] : all,
    exact,
  };
}

/** Of a request that is known to have been denied only the completions count in which it is. */
function denying(
  outcome: Outcome,
  all: readonly Outcome[],
  index: number,
  observed: 'denied' | undefined,
): readonly Combined[] {
  if (observed === undefined) return outcome.combined;
  const canDeny = ({ combined }: Outcome) => combined.some(({ decision }) => decision !== 'allowed');
  if (all.some((other, at) => at !== index && canDeny(other))) return outcome.combined;
  return outcome.combined.filter(({ decision }) => decision !== 'allowed');
}

/** The first authorization that is not allowed decides. */
function together(outcomes: readonly Outcome[]): ReadonlySet<Combined['decision']> {
  const found = new Set<Combined['decision']>();
  for (const { combined } of outcomes) {
    let mayPass = false;
    for (const { decision } of combined) {
      if (decision === 'allowed') mayPass = true;
      else found.add(decision);
    }
    if (!mayPass) return found;
  }
  return found.add('allowed');
}

function valueOf(decisions: ReadonlySet<Combined['decision']>): DecisionValue {
  const [one] = decisions;
  if (one !== undefined && decisions.size === 1) return one;
  return decisions.has('allowed') || decisions.size === 0 ? 'unknown' : 'denied';
}

function commonTo(combined: readonly Combined[]): readonly string[] {
  const [first, ...rest] = combined;
  return first === undefined
    ? []
    : [...first.blocking].filter((layer) => rest.every(({ blocking }) => blocking.has(layer)));
}

const intersection = (one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...one].filter((item) => other.has(item)));

const blockOf = (request: BoundRequest, layer: string, authorization: number): Block => ({
  layer,
  action: request.authorizations[authorization]?.action ?? '',
  authorization,
});

const order = new Map(layers.map(({ id }, at) => [id, at]));
const sorted = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort(
    (one, other) =>
      one.authorization - other.authorization || (order.get(one.layer) ?? 0) - (order.get(other.layer) ?? 0),
  );
