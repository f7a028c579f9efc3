/** Everything that can become of one authorization, given what each layer's answer leaves open. */
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import type { Answer, Judgement } from '../judging/types';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { isOpen, type Answers } from './ask-layers';
import { combine, EXPLICIT, sidesOf, type Outcome } from './combine';

export interface Outcomes {
  /** Each once. */
  readonly all: readonly Outcome[];
  /** `false`: too many combinations; some of these may not be possible. */
  readonly exact: boolean;
}

/** Combinations of what the layers leave open that are tried. */
const mostCombinations = 10_000;

export function outcomesOf(request: BoundRequest, authorization: BoundAuthorization, answers: Answers): Outcomes {
  const sides = sidesOf(request, authorization);
  const [only] = sides;
  if (only !== undefined && sides.length === 1 && !isOpen(answers)) {
    return { all: [combine(answers.map(judgementOf), only)], exact: true };
  }
  const chosen = answers.map(judgementOf);
  const open = answers.flatMap((answer, at) => (answer?.outcome === 'unknown' ? [openAt(at, answer.possible)] : []));
  const [alone, together] = [open.filter(({ isAlone }) => isAlone), open.filter(({ isAlone }) => !isAlone)];
  const { kept, exact } = bounded(together);
  const core = new Set<Outcome>();
  for (const side of sides) addProducts(core, chosen, kept, 0, (judgements) => combine(judgements, side));
  return { all: [...alone.reduce<ReadonlySet<Outcome>>(withEach, core)], exact };
}

const judgementOf = (answer: Answer | undefined) => (answer?.outcome === 'unknown' ? undefined : answer?.judgement);

interface Open {
  readonly at: number;
  readonly possible: readonly Judgement[];
  /** Nothing but this layer hangs on what it says. */
  readonly isAlone: boolean;
}

function openAt(at: number, possible: readonly Judgement[]): Open {
  const { kind, yieldsTo = [] } = layers[at] as AnyLayer;
  const modifies = possible.some(({ effects = [] }) => effects.length > 0);
  const isAlone = kind !== 'grant' && yieldsTo.length === 0 && !modifies;
  const essences = new Map(possible.map((judgement) => [essenceOf(kind, judgement), judgement]));
  return { at, possible: [...essences.values()], isAlone };
}

/** What of a judgement makes a difference; a limit that denies blocks whether or not it allows. */
function essenceOf(kind: string, { applies, denies, allows, reaches = [], effects = [], ...more }: Judgement): string {
  if (!applies) return 'does not apply';
  if (kind === 'limit') return denies ? 'denies' : String(allows);
  const reach = (['caller', 'role', 'account'] as const).find((one) => reaches.includes(one));
  return JSON.stringify([denies, allows, reach, effects, more.standsForIdentity]);
}

function addProducts(
  outcomes: Set<Outcome>,
  chosen: (Judgement | undefined)[],
  open: readonly Open[],
  next: number,
  outcomeOf: (judgements: readonly (Judgement | undefined)[]) => Outcome,
): void {
  const one = open[next];
  if (one === undefined) {
    outcomes.add(outcomeOf(chosen));
    return;
  }
  for (const judgement of one.possible) {
    chosen[one.at] = judgement;
    addProducts(outcomes, chosen, open, next + 1, outcomeOf);
  }
  chosen[one.at] = undefined;
}

/** The layer beside all the others: it lets pass, refuses, or denies explicitly. */
function withEach(outcomes: ReadonlySet<Outcome>, { at, possible }: Open): ReadonlySet<Outcome> {
  const isLimit = (layers[at] as AnyLayer).kind === 'limit';
  const own = new Set(
    possible.map(({ applies, denies, allows }) => {
      if (!applies) return 0;
      if (denies) return (1 << at) | EXPLICIT;
      return isLimit && !allows ? 1 << at : 0;
    }),
  );
  const all = new Set<Outcome>();
  for (const outcome of outcomes) for (const bits of own) all.add(outcome | bits);
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
