/** Everything that can become of one authorization, given what each layer's answer leaves open. */
import type { Answer, Judgement } from '../judging/types';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { isOpen, type Answers } from './ask-layers';
import { combine, relationOf, type Outcome } from './combine';
import { add, type LayerSet } from './layer-set';
import type { Registry } from './registry';

export interface Outcomes {
  /** Each once. */
  readonly all: readonly Outcome[];
  /** `false`: too many combinations; some of these may not be possible. */
  readonly exact: boolean;
  /** Combinations that were tried. */
  readonly tried: number;
}

/** Combinations of what the layers leave open that are tried. */
const mostCombinations = 10_000;

/** What becomes of the authorization where nothing is open; `undefined`: something is. */
export function onlyOutcomeOf(
  registry: Registry,
  request: BoundRequest,
  authorization: BoundAuthorization,
  answers: Answers,
): Outcome | undefined {
  const relation = relationOf(request, authorization);
  if (relation === undefined || isOpen(answers)) return undefined;
  return combine(registry, answers.map(judgementOf), relation);
}

export function outcomesOf(
  registry: Registry,
  request: BoundRequest,
  authorization: BoundAuthorization,
  answers: Answers,
): Outcomes {
  const only = onlyOutcomeOf(registry, request, authorization, answers);
  if (only !== undefined) return { all: [only], exact: true, tried: 1 };
  const relation = relationOf(request, authorization);
  const definite = answers.map(judgementOf);
  const open = openIn(registry, answers);
  const { kept, exact } = bounded(open.filter(({ isAlone }) => !isAlone));
  const found = new OutcomeSet();
  let tried = 0;
  for (const possible of relation === undefined ? eitherAccount : [relation]) {
    forEachChoice(definite, kept, 0, (judgements) => {
      tried += 1;
      found.add(combine(registry, judgements, possible));
    });
  }
  const all = open.filter(({ isAlone }) => isAlone).reduce(withAlone, found);
  return { all: all.list(), exact, tried };
}

/** The owner of the resource cannot be known. */
const eitherAccount = ['same-account', 'cross-account'] as const;

const judgementOf = (answer: Answer | undefined) => (answer?.outcome === 'unknown' ? undefined : answer?.judgement);

/** A layer that leaves open what it says. */
interface Open {
  readonly place: number;
  readonly isLimit: boolean;
  readonly possible: readonly Judgement[];
  /** What it says changes nothing about any other layer. */
  readonly isAlone: boolean;
}

function openIn({ layers }: Registry, answers: Answers): readonly Open[] {
  return answers.flatMap((answer, place): readonly Open[] => {
    const layer = layers[place];
    if (answer?.outcome !== 'unknown' || layer === undefined) return [];
    const { kind, yieldsTo = [] } = layer;
    const modifies = answer.possible.some(({ effects = [] }) => effects.length > 0);
    const isAlone = kind !== 'grant' && yieldsTo.length === 0 && !modifies;
    const possible = new Map(answer.possible.map((judgement) => [essenceOf(kind, judgement), judgement]));
    return [{ place, isLimit: kind === 'limit', possible: [...possible.values()], isAlone }];
  });
}

/** What of a judgement makes a difference; a limit that denies blocks whether or not it allows. */
function essenceOf(kind: string, { applies, denies, allows, reaches = [], effects = [], ...more }: Judgement): string {
  if (!applies) return 'does not apply';
  if (kind === 'limit') return denies ? 'denies' : String(allows);
  const reach = (['caller', 'role', 'account'] as const).find((one) => reaches.includes(one));
  return JSON.stringify([denies, allows, reach, effects, more.standsForIdentity]);
}

/** The definite judgements with every combination of the open ones; each is over when the next one begins. */
function forEachChoice(
  chosen: (Judgement | undefined)[],
  open: readonly Open[],
  next: number,
  take: (judgements: readonly (Judgement | undefined)[]) => void,
): void {
  const one = open[next];
  if (one === undefined) {
    take(chosen);
    return;
  }
  for (const judgement of one.possible) {
    chosen[one.place] = judgement;
    forEachChoice(chosen, open, next + 1, take);
  }
  chosen[one.place] = undefined;
}

/** Outcomes, each once. */
class OutcomeSet {
  private readonly implicit = new Set<LayerSet>();
  private readonly explicit = new Set<LayerSet>();

  add({ blockers, isExplicit }: Outcome): void {
    (isExplicit ? this.explicit : this.implicit).add(blockers);
  }

  list(): readonly Outcome[] {
    const all: Outcome[] = [];
    for (const blockers of this.implicit) all.push({ blockers, isExplicit: false });
    for (const blockers of this.explicit) all.push({ blockers, isExplicit: true });
    return all;
  }
}

/** The outcomes with a layer beside all the others, which lets pass, refuses by its silence, or denies explicitly. */
function withAlone(outcomes: OutcomeSet, { place, isLimit, possible }: Open): OutcomeSet {
  const mayDeny = possible.some(({ applies, denies }) => applies && denies);
  const mayRefuse = isLimit && possible.some(({ applies, denies, allows }) => applies && !denies && !allows);
  const mayPass = possible.some(({ applies, denies, allows }) => !applies || (!denies && (allows || !isLimit)));
  const all = new OutcomeSet();
  for (const outcome of outcomes.list()) {
    const blockers = add(outcome.blockers, place);
    if (mayPass) all.add(outcome);
    if (mayRefuse) all.add({ blockers, isExplicit: outcome.isExplicit });
    if (mayDeny) all.add({ blockers, isExplicit: true });
  }
  return all;
}

/** Too many combinations: of the last layers each at its best and at its worst only. */
function bounded(open: readonly Open[]): { readonly kept: readonly Open[]; readonly exact: boolean } {
  let product = 1;
  let exact = true;
  const kept = open.map((one) => {
    product *= one.possible.length;
    if (product <= mostCombinations) return one;
    exact = false;
    product = (product / one.possible.length) * 2;
    return { ...one, possible: [best(one.possible), worst(one.possible)] };
  });
  return { kept, exact };
}

const badness = ({ denies, allows, reaches = [], effects = [] }: Judgement) =>
  (denies ? 8 : 0) + (allows ? 0 : 4) - reaches.length + effects.length;
const best = (possible: readonly Judgement[]) => extreme(possible, -1);
const worst = (possible: readonly Judgement[]) => extreme(possible, 1);
const extreme = (possible: readonly Judgement[], sign: number) =>
  possible.reduce((one, other) => (sign * badness(other) > sign * badness(one) ? other : one));
