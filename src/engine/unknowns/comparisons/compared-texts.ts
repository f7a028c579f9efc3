/** The texts with open keys in them that rules compare with values and with other open keys. */
import type { Comparison } from './comparisons';
import type { PlacedPart, PlacedRule } from '../open-keys';
import { holesIn, templateOf, type Template } from '../texts/template';

/** A text with open keys in it that is compared with a known value. */
export interface ComparedWithValue {
  readonly template: Template;
  readonly value: string;
  readonly ignoreCase: boolean;
  /** The part that compares them hangs on other open keys too: this text, or another one beside it. */
  readonly isJoint: boolean;
}

export interface ComparedTexts {
  readonly withValues: readonly ComparedWithValue[];
  readonly withKeys: readonly Comparison[];
  /** The comparisons with keys that a part makes; those that are the same are one. */
  readonly in: (part: PlacedPart) => readonly Comparison[];
}

export function comparedTexts(rules: readonly PlacedRule[]): ComparedTexts {
  const withValues = new Map<string, ComparedWithValue>();
  const withKeys = new Map<string, Comparison>();
  const byPart = new Map<PlacedPart, readonly Comparison[]>();
  for (const placed of rules.flatMap(({ parts }) => parts)) {
    const { part, context, keys } = placed;
    const indexOf = (key: string) => keys[part.keys.indexOf(key)] as number;
    const own: Comparison[] = [];
    for (const { pattern, compared, ignoreCase } of part.texts) {
      const template = templateOf(pattern, context, indexOf);
      if (template === undefined) continue;
      if ('value' in compared) {
        once(withValues, { template, value: compared.value, ignoreCase, isJoint: keys.length > 1 });
      } else {
        own.push(once(withKeys, { template, compared: indexOf(compared.key), ignoreCase, holes: holesIn(template) }));
      }
    }
    byPart.set(placed, own);
  }
  return {
    withValues: [...withValues.values()],
    withKeys: [...withKeys.values()],
    in: (part) => byPart.get(part) ?? [],
  };
}

function once<T>(known: Map<string, T>, one: T): T {
  const name = JSON.stringify(one);
  const same = known.get(name);
  if (same !== undefined) return same;
  known.set(name, one);
  return one;
}
