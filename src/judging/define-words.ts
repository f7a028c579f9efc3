/**
 * The words of a layer: its codes, and the sentence of each. In a sentence `{bucket}` stands for the fact of that name,
 * which the report quotes. A code without a sentence does not compile, nor does one that lacks a fact of its sentence.
 */
import type { Coded, Facts } from '../request/coded';

declare const worded: unique symbol;
/** A code that has its sentences: only `Words` make one. */
export type WordedCode = string & { readonly [worded]: true };
export type Worded = Coded<WordedCode>;

/** A sentence, or one that depends on its facts. */
export type Text = string | ((facts: never) => string);

/** What a note is that is no reason for the answer it stands beside. */
export type Aside =
  /** It only repeats what AWS said. */
  | 'said-by-aws'
  /** What AWS's simulator says of it. */
  | 'second-opinion'
  /** The same, where it says something else. */
  | 'other-opinion'
  /** Nothing about the request: only this run lacked it. */
  | 'no-opinion';

export type NoteText = Text | { readonly is: Aside; readonly text: Text };

export interface UnknownText {
  readonly what: string;
  readonly why: string;
  /** What would settle it. */
  readonly remedy: string;
}
export type UnknownTexts = UnknownText | ((facts: never) => UnknownText);

type Notes = Readonly<Record<string, NoteText>>;
type Unknowns = Readonly<Record<string, UnknownTexts>>;

/** `name in braces` of a sentence */
type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type SentencesIn<T> = T extends string
  ? T
  : T extends { readonly text: infer Inner }
    ? SentencesIn<Inner>
    : T extends UnknownText
      ? T['what' | 'why' | 'remedy']
      : never;
/** Facts that no sentence needs may be shown besides. */
type FactsFor<T> = [T] extends [((facts: infer F) => unknown) | { readonly text: (facts: infer F) => unknown }]
  ? F
  : Facts & Readonly<Record<NamesIn<SentencesIn<T>>, string>>;
type Rest<T> = Facts extends FactsFor<T> ? [facts?: FactsFor<T>] : [facts: FactsFor<T>];

export class Words<N extends Notes = Notes, U extends Unknowns = Unknowns> {
  constructor(
    readonly notes: N,
    readonly unknowns: U,
  ) {}

  /** Something that a layer found. */
  note<C extends keyof N & string>(code: C, ...[facts]: Rest<N[C]>): Worded {
    return { code: code as string as WordedCode, facts: facts ?? {} };
  }

  /** Something that a layer could not know. */
  unknown<C extends keyof U & string>(code: C, ...[facts]: Rest<U[C]>): Worded {
    return { code: code as string as WordedCode, facts: facts ?? {} };
  }

  /** Is this the code of what was said? */
  says({ code }: Coded, asked: (keyof N | keyof U) & string): boolean {
    return code === asked;
  }
}

export function defineWords<const N extends Notes = {}, const U extends Unknowns = {}>(words: {
  readonly notes?: N;
  readonly unknowns?: U;
}): Words<N, U> {
  return new Words(words.notes ?? ({} as N), words.unknowns ?? ({} as U));
}
