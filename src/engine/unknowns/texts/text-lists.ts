/** Lists of patterns that texts are told apart by. */
import { matchArn, resolveArn, type PlainArn } from '../../arn-pattern';
import type { Condition } from '../../condition';
import type { IndexedContext } from '../../context';

/** A text matches the list if it matches any of its patterns. */
export interface PatternList {
  readonly patterns: readonly PlainArn[];
  readonly ignoreCase: boolean;
}

/** Lists in the order in which they came; those with the same patterns are one. */
export class TextLists {
  private readonly indexes = new Map<string, number>();
  readonly all: PatternList[] = [];

  indexOf(list: PatternList): number {
    const name = nameOf(list);
    const known = this.indexes.get(name);
    if (known !== undefined) return known;
    this.indexes.set(name, this.all.length);
    return this.all.push(list) - 1;
  }

  has(list: PatternList): boolean {
    return this.indexes.has(nameOf(list));
  }
}

function nameOf(list: PatternList): string {
  const known = names.get(list);
  if (known !== undefined) return known;
  const name = JSON.stringify([list.ignoreCase, list.patterns]);
  names.set(list, name);
  return name;
}

/** A list is named for each search in which it stands. */
const names = new WeakMap<PatternList, string>();

export function matchesList({ patterns, ignoreCase }: PatternList, text: string): boolean {
  if (!ignoreCase) return patterns.some((pattern) => matchArn(pattern, text));
  const lower = text.toLowerCase();
  return patterns.some((pattern) => matchArn(inLowerCase(pattern), lower));
}

function inLowerCase(pattern: PlainArn): PlainArn {
  switch (pattern.is) {
    case 'any':
      return pattern;
    case 'exact':
    case 'prefix':
      return { is: pattern.is, text: pattern.text.toLowerCase() };
    case 'glob':
      return {
        is: 'glob',
        tokens: pattern.tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token)),
      };
    case 'fields':
      return { is: 'fields', fields: pattern.fields.map((field) => inLowerCase(field) as typeof field) };
  }
}

/** Only this text. */
export const exactly = (text: string): PatternList => ({ patterns: [{ is: 'exact', text }], ignoreCase: false });

/** The texts that a condition compares its key with, but for those that hang on other open keys; `undefined`: it compares no texts. */
export function listOf(condition: Condition, context: IndexedContext): PatternList | undefined {
  const { operator, wanted, patterns } = condition;
  switch (operator.family) {
    case 'numeric':
    case 'date':
    case 'address':
    case 'null':
      return undefined;
    case 'bool':
    case 'binary':
      return { ignoreCase: operator.family === 'bool', patterns: wanted.map((text) => ({ is: 'exact', text })) };
    case 'string':
    case 'string-like':
    case 'string-ignore-case':
    case 'arn': {
      const plain = patterns.map((pattern) => resolveArn(pattern, context));
      const known = plain.filter((pattern) => pattern !== undefined && pattern !== 'unresolved');
      return { ignoreCase: operator.family === 'string-ignore-case', patterns: known };
    }
  }
}
