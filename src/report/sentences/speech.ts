/** What the cards of a registry say in words: how its layers are called, and the sentences of their codes. */
import type { Remedy } from '../../judging/commands/remedy';
import type { Aside, NoteText, UnknownText, UnknownTexts } from '../../judging/define-words';
import type { Note, Unknown } from '../../judging/types';
import { sharedWords } from '../../judging/words';
import type { AnyLayer } from '../../layers/define';
import type { Facts } from '../../request/coded';
import type { VerdictNote } from '../../verdict/types';
import type { Fix } from '../../verdict/verdict';
import { fill } from './fill';
import { stepTexts, type StepUnknown } from './unknowns/step-unknowns';
import { verdictTexts } from './verdict-notes';

export interface Speech {
  readonly note: (note: Note | VerdictNote) => string;
  /** What a note is that is no reason for the answer it stands beside. */
  readonly asideOf: (note: Note | VerdictNote) => Aside | undefined;
  readonly unknown: (unknown: Unknown | StepUnknown) => UnknownText;
  /** As a heading: `Bucket policy` */
  readonly titleOf: (layer: string) => string;
  /** In a list: `bucket policy` */
  readonly labelOf: (layer: string) => string;
  /** Where there is little room: `SCP`, `bucket policy` */
  readonly shortOf: (layer: string) => string;
  /** In a sentence: `the bucket policy` */
  readonly nameOf: (layer: string) => string;
  /** What holds its statements: `the bucket policy`, `the policy of the KMS key` */
  readonly policyOf: (layer: string) => string;
  /** What a layer knows to do. */
  readonly remedy: (fix: Pick<Fix, 'layer' | 'remedy'>) => Remedy | undefined;
}

export type SpokenLayer = Pick<AnyLayer, 'id' | 'title' | 'name' | 'short' | 'policy' | 'words' | 'remedies'>;

export function speechOf(layers: readonly SpokenLayer[]): Speech {
  const cards = new Map(layers.map((card) => [card.id, card]));
  const words = [sharedWords, ...layers.map((layer) => layer.words)];
  const notes = notesIn(words.flatMap((own) => Object.entries<NoteText>(own.notes)));
  const unknowns = unknownsIn(words.flatMap((own) => Object.entries<UnknownTexts>(own.unknowns)));
  const card = (layer: string) => known(cards, layer, 'layer');
  return {
    note: ({ code, facts }) => known(notes, code, 'note').sentence(facts),
    asideOf: ({ code }) => known(notes, code, 'note').is,
    unknown: ({ code, facts }) => known(unknowns, code, 'unknown')(facts),
    titleOf: (layer) => card(layer).title,
    labelOf: (layer) => stepLabels[layer] ?? card(layer).name.replace(/^the /, ''),
    shortOf: (layer) => card(layer).short ?? card(layer).name.replace(/^the /, ''),
    nameOf: (layer) => card(layer).name,
    policyOf: (layer) => card(layer).policy ?? card(layer).name,
    remedy: ({ layer, remedy }) =>
      remedy === undefined ? undefined : card(layer).remedies?.[remedy.code]?.[remedy.at],
  };
}

/** Steps that leave something open, and are no layers. */
const stepLabels: Readonly<Partial<Record<string, string>>> = {
  request: 'request',
  'recent-changes': 'recent changes',
};

interface SpokenNote {
  readonly sentence: (facts: Facts) => string;
  readonly is: Aside | undefined;
}

function notesIn(texts: readonly (readonly [code: string, note: NoteText])[]): ReadonlyMap<string, SpokenNote> {
  return new Map([
    ...Object.entries<(facts: never) => string>(verdictTexts).map(
      ([code, sentence]) => [code, { sentence: (facts: Facts) => sentence(facts as never), is: undefined }] as const,
    ),
    ...texts.map(([code, note]) => {
      const { text, is } = typeof note === 'object' ? note : { text: note, is: undefined };
      const sentence = (facts: Facts) => fill(typeof text === 'function' ? text(facts as never) : text, facts);
      return [code, { sentence, is }] as const;
    }),
  ]);
}

function unknownsIn(
  texts: readonly (readonly [code: string, texts: UnknownTexts])[],
): ReadonlyMap<string, (facts: Facts) => UnknownText> {
  return new Map([
    ...Object.entries<(facts: never) => UnknownText>(stepTexts).map(
      ([code, sentences]) => [code, (facts: Facts) => sentences(facts as never)] as const,
    ),
    ...texts.map(([code, of]) => [code, (facts: Facts) => filled(of, facts)] as const),
  ]);
}

function filled(texts: UnknownTexts, facts: Facts): UnknownText {
  const { what, why, remedy } = typeof texts === 'function' ? texts(facts as never) : texts;
  return { what: fill(what, facts), why: fill(why, facts), remedy: fill(remedy, facts) };
}

/** Only words make codes, and only the registry has layers: whatever is not here was never said. */
function known<T>(all: ReadonlyMap<string, T>, code: string, what: string): T {
  const found = all.get(code);
  if (found === undefined) throw new Error(`nothing in the registry has words for the ${what} \`${code}\``);
  return found;
}
