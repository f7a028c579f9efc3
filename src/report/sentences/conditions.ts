import type { ConditionMatch } from '../../engine/types';
import { quote, quoteAll } from '../clean';

/** What one condition wanted and what it saw. */
export function conditionSentence({ operator, key, wanted, seen, unknown, otherThan, result }: ConditionMatch): string {
  const saw =
    otherThan !== undefined
      ? `it is not ${quote(otherThan)}`
      : unknown === true
        ? 'its value cannot be known'
        : seen === null
          ? 'it is absent'
          : `it is ${quoteAll(seen)}`;
  const verdict = { matches: 'matches', 'does-not-match': 'does not match', unknown: 'may or may not match' }[result];
  return `condition ${quote(operator)} on ${quote(key)} (${wants(operator, wanted)}) ${verdict}: ${saw}`;
}

/** `Null` asks for presence, everything else for values. */
function wants(operator: string, wanted: readonly string[]): string {
  if (operator.toLowerCase().replace(/^for\w+values?:/, '') !== 'null') return `wants ${quoteAll(wanted)}`;
  return wanted.includes('true') ? 'wants it absent' : 'wants it present';
}
