/** Everything that the inputs hold, as it is read. */
import { badInput } from '../../src/request/record/parse';
import { readInput, type Found } from '../../src/request/forms/read-input';
import { UsageError } from '../exit-codes';
import { reasonOf } from './reasons';
import { sourcesOf, type Source } from './source';
import { textOf } from './text';

export interface FoundAt {
  readonly source: string;
  readonly found: readonly Found[];
}

/** An input that cannot be read hides no other: it is one thing found that is bad. */
export async function* foundIn(names: readonly string[]): AsyncGenerator<FoundAt> {
  for await (const source of sourcesOf(names)) {
    try {
      for await (const found of readInput(textOf(source.open())))
        if (found.length > 0) yield { source: source.name, found };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      yield { source: source.name, found: [unreadable(source, error)] };
    }
  }
}

function unreadable({ name }: Source, error: unknown): Found {
  const code = String((error as { readonly code?: unknown }).code);
  const verb = code.startsWith('Z_') ? 'unpack' : 'read';
  return badInput('not-json', `cannot ${verb} \`${name}\`: ${reasonOf(error)}`);
}
