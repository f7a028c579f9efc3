/** The texts that an open key is told apart by, besides those that its own conditions name: other keys bring them in. */
import { TextLists, type PatternList } from '../texts/text-lists';

export class KeyTexts {
  /** What its own conditions compare it with, where it stands in texts that other keys are compared with. */
  own: readonly PatternList[] = [];
  /** Lists of which each makes a difference by itself. */
  readonly apart = new TextLists();
  /** Texts that are worth trying, and make no difference by themselves. */
  readonly tried = new TextLists();
  /** Texts that are each a kind of its own: no other text is taken for the same. */
  readonly literals = new Set<string>();
  /** `false`: there are texts that could not be found. */
  complete = true;
  private readonly captured = new Map<object, Set<string>>();

  constructor(apart: readonly PatternList[] = []) {
    for (const list of apart) this.apart.indexOf(list);
  }

  /** Is it told apart whether a text matches this? */
  tellsApart({ patterns, ignoreCase }: PatternList): boolean {
    const [first, ...others] = patterns;
    const isText = first?.is === 'exact' && others.length === 0 && !ignoreCase;
    return isText ? this.literals.has(first.text) : this.apart.has({ patterns, ignoreCase });
  }

  /** `false`: it was there before, or there are too many. */
  addLiteral(text: string): boolean {
    if (this.literals.has(text) || this.literals.size >= mostLiterals) return false;
    this.literals.add(text);
    return true;
  }

  /** What may stand in a text so that this one agrees with it was brought to the keys that stand there. */
  noteCaptured(comparison: object, text: string): void {
    const texts = this.captured.get(comparison) ?? new Set();
    this.captured.set(comparison, texts.add(text));
  }

  isCaptured(comparison: object, text: string): boolean {
    return this.captured.get(comparison)?.has(text) === true;
  }
}

/** Texts in which keys stand for one another may grow without end. */
const mostLiterals = 40;
