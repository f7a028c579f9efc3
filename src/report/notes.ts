/** Notes of layers, in sentences. */
import { quote } from './clean';

export interface Note {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
}

export function noteSentence({ code, facts }: Note): string {
  const speaker = speakers[code];
  if (speaker !== undefined) return speaker((name) => quote(facts[name] ?? '?', 400), facts);
  const told = Object.entries(facts).map(([name, value]) => `${name} ${quote(value)}`);
  return [code.replaceAll('-', ' '), ...told].join(', ');
}

/** The codes that have a sentence of their own; a test compares them with those that the code uses. */
export const spokenNotes = (): readonly string[] => Object.keys(speakers);

const speakers: Readonly<
  Record<string, (fact: (name: string) => string, facts: Readonly<Record<string, string>>) => string>
> = {
  'not-examined': () => 'Culprit does not check this gate yet',
};
