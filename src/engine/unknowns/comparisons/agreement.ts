/** Does the value of a key agree with a text in which other keys stand? */
import type { Token } from '../../glob';
import type { Value } from '../open-keys';
import { filled } from '../texts/template';
import { matchesList, type PatternList } from '../texts/text-lists';
import { around, withAnything, type Around, type Comparison } from './comparisons';
import type { KeyTexts } from './key-texts';

/** One comparison, made ready for many pairs of values. */
export class Agreement {
  private readonly anything: PatternList;
  private readonly arounds: readonly (Around & { readonly hole: number; readonly inside: PatternList })[];

  constructor(
    private readonly comparison: Comparison,
    private readonly texts: readonly KeyTexts[],
  ) {
    this.anything = withAnything(comparison);
    this.arounds = comparison.holes.flatMap((hole) =>
      this.textsOf(hole).own.map((inside) => ({ hole, inside, ...around(comparison, hole, inside) })),
    );
  }

  /** Both, where values of these kinds may agree and may not. */
  options(valueOf: (key: number) => Value): readonly boolean[] {
    const { compared, template, ignoreCase } = this.comparison;
    const value = valueOf(compared);
    if (typeof value !== 'string' || !matchesList(this.anything, value)) return [false];
    const pattern = filled(template, ({ key }) => tokensOf(valueOf(key)));
    if (pattern === undefined) return [false];
    const list = { patterns: [pattern], ignoreCase };
    if (this.isCertain(value, list, valueOf)) return [matchesList(list, value)];
    return this.mayAgree(value, valueOf) ? [true, false] : [false];
  }

  /** Is it the same for all values of these kinds? */
  private isCertain(value: string, list: PatternList, valueOf: (key: number) => Value): boolean {
    const { compared, holes } = this.comparison;
    const own = this.textsOf(compared);
    const areLiterals = holes.every((key) => {
      const text = valueOf(key);
      return typeof text !== 'string' || this.textsOf(key).literals.has(text);
    });
    if (areLiterals) return own.literals.has(value) || own.tellsApart(list);
    return own.literals.has(value) && own.isCaptured(this.comparison, value);
  }

  /** A value that agrees is like the text with all in its holes that is like what stands in them. */
  private mayAgree(value: string, valueOf: (key: number) => Value): boolean {
    return this.arounds.every(({ hole, inside, list, isExact }) => {
      const text = valueOf(hole);
      if (typeof text !== 'string') return true;
      const isAround = matchesList(list, value);
      return matchesList(inside, text) ? isAround : !isAround || !isExact;
    });
  }

  private textsOf(key: number): KeyTexts {
    return this.texts[key] as KeyTexts;
  }
}

const tokensOf = (value: Value): readonly Token[] | undefined => (typeof value === 'string' ? [value] : undefined);
