/** The search over open keys as choices: of each key one of its candidates, of each comparison whether it agrees. */
import type { Truth } from '../../truth';
import type { Candidates } from '../candidates/candidates';
import { orderOf } from './choice-order';
import { LEFT_OPEN, type ChoicePart, type ChoiceRule, type Chosen } from './choice-rules';
import type { Choice } from './combinations';
import type { ComparedTexts } from '../comparisons/compared-texts';
import { Agreement } from '../comparisons/agreement';
import { implies, type Comparison } from '../comparisons/comparisons';
import type { KeyTexts } from '../comparisons/key-texts';
import { truthWith, type Assigned, type OpenKey, type PlacedPart, type PlacedRule, type Value } from '../open-keys';

/** What was found of the keys. */
export interface FoundCandidates {
  readonly keys: readonly OpenKey[];
  readonly candidates: readonly Candidates[];
  readonly texts: readonly KeyTexts[];
  readonly compared: ComparedTexts;
}

/** The option of a comparison: the texts agree. The other one is 0. */
const AGREES = Number(true);

export class Choices {
  readonly all: readonly Choice[];
  /** In the order of the placed rules. */
  readonly rules: readonly ChoiceRule[];
  private readonly places: ReadonlyMap<number | Comparison, number>;

  constructor(
    private readonly found: FoundCandidates,
    rules: readonly PlacedRule[],
    /** Keys of which every value counts by itself. */
    apart: ReadonlySet<number>,
  ) {
    const order = orderOf(found.candidates, found.compared.withKeys, rules);
    this.places = new Map(order.map((one, place) => [one, place]));
    this.all = order.map((one) =>
      typeof one === 'number'
        ? { options: () => this.optionsOf(one), isApart: apart.has(one) }
        : { options: this.agreementsOf(one), isApart: false },
    );
    this.rules = rules.map((rule) => ({
      parts: rule.parts.map((part) => this.partOf(part)),
      besides: rule.besides.map((key) => this.placeOf(key)),
      list: rule.list,
      adds: (applies, chosen) => rule.adds(applies, (key) => this.assigned(key, chosen)),
    }));
  }

  assigned(key: number, chosen: Chosen): Assigned {
    return this.isOpen(key, chosen) ? 'unknown' : { value: this.valueOf(key, chosen) };
  }

  private isOpen(key: number, chosen: Chosen): boolean {
    return (chosen[this.placeOf(key)] ?? LEFT_OPEN) === LEFT_OPEN;
  }

  private valueOf(key: number, chosen: Chosen): Value {
    return this.found.candidates[key]?.values[chosen[this.placeOf(key)] as number];
  }

  private placeOf(one: number | Comparison): number {
    return this.places.get(one) as number;
  }

  /** A key of which not all values were found stays open: what is missing might decide otherwise. */
  private optionsOf(key: number): readonly number[] {
    const { values, complete } = this.found.candidates[key] as Candidates;
    return complete ? values.map((_, option) => option) : [];
  }

  private agreementsOf(comparison: Comparison): (chosen: Chosen) => readonly number[] {
    const keys = [comparison.compared, ...comparison.holes];
    const agreement = new Agreement(comparison, this.found.texts);
    const optionsOf = remembered(
      keys.map((key) => this.placeOf(key)),
      (chosen) => {
        if (keys.some((key) => this.isOpen(key, chosen))) return [];
        return agreement.options((key) => this.valueOf(key, chosen)).map(Number);
      },
    );
    const implying = this.implying(comparison).map((other) => this.placeOf(other));
    if (implying.length === 0) return optionsOf;
    return (chosen) => (implying.some((place) => chosen[place] === AGREES) ? [AGREES] : optionsOf(chosen));
  }

  /** Comparisons that are chosen before, and decide this one if their texts agree. */
  private implying(comparison: Comparison): readonly Comparison[] {
    const place = this.placeOf(comparison);
    return this.found.compared.withKeys.filter((other) => this.placeOf(other) < place && implies(other, comparison));
  }

  private partOf(placed: PlacedPart): ChoicePart {
    const { part, keys } = placed;
    const comparisons = this.found.compared.in(placed);
    const hangsOn = [...keys, ...comparisons, ...comparisons.flatMap((comparison) => this.implying(comparison))];
    const choices = hangsOn.map((one) => this.placeOf(one));
    const [compared] = keys;
    if (part.condition === undefined || compared === undefined || comparisons.length === 0) {
      return { choices, truth: remembered(choices, (chosen) => this.truthOf(placed, keys, chosen)) };
    }
    const { negated } = part.condition.operator;
    const alone = remembered([this.placeOf(compared)], (chosen) => this.truthOf(placed, [compared], chosen));
    return {
      choices,
      truth: remembered(choices, (chosen) => {
        const truth = alone(chosen);
        if (truth !== undefined || typeof this.valueOf(compared, chosen) !== 'string') return truth;
        const agrees = this.agrees(comparisons, chosen);
        return agrees === undefined ? undefined : agrees !== negated;
      }),
    };
  }

  /** The part's truth with what was chosen of these keys. */
  private truthOf(placed: PlacedPart, keys: readonly number[], chosen: Chosen): Truth {
    const known = keys.filter((key) => !this.isOpen(key, chosen));
    return truthWith(new Map(known.map((key) => [(this.found.keys[key] as OpenKey).key, this.valueOf(key, chosen)])))(
      placed,
    );
  }

  /** Is any of the texts that of the key? */
  private agrees(comparisons: readonly Comparison[], chosen: Chosen): Truth {
    const options = comparisons.map((comparison) => chosen[this.placeOf(comparison)] ?? LEFT_OPEN);
    return options.includes(AGREES) ? true : options.includes(LEFT_OPEN) ? undefined : false;
  }
}

/** The same options at these places come again and again. */
function remembered<T>(places: readonly number[], make: (chosen: Chosen) => T): (chosen: Chosen) => T {
  const known = new Map<number | string, { readonly made: T }>();
  return (chosen) => {
    const name = nameOf(places, chosen);
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = { made: make(chosen) }));
    return found.made;
  };
}

/** As one number, as long as it stays exact. */
function nameOf(places: readonly number[], chosen: Chosen): number | string {
  let name = 0;
  for (const place of places) {
    const option = (chosen[place] ?? LEFT_OPEN) + 1;
    if (option >= NUMBERS || name > MOST) return places.map((one) => chosen[one]).join();
    name = name * NUMBERS + option;
  }
  return name;
}

const NUMBERS = 2 ** 13;
const MOST = Number.MAX_SAFE_INTEGER / NUMBERS - NUMBERS;
