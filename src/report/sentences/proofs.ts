/** What was decided with a fix in place. */
import type { FixedTogether, ProposedFix } from '../../verdict/verdict';
import { quote } from '../clean';
import type { Speech } from './speech';
import { decisionWords } from './words';

export function proofOf(fix: Omit<ProposedFix, 'reason'>, speech: Speech): string {
  const { verified, document, decisionAfter: decision, remaining, exact } = fix;
  if (!verified && document === undefined) return 'Not proven: nothing of this can be tried on what was read.';
  const after = `Proof: ${afterwards({ decision, remaining }, 'this', speech)}.`;
  if (exact === false)
    return `Not proven: requests beside this one are too many to decide. ${after.replace('Proof: d', 'D')}`;
  return verified ? after : `Not proven. ${after.replace('Proof: d', 'D')}`;
}

export const proofOfAll = (all: FixedTogether, speech: Speech): string =>
  `Proof of all together: ${afterwards(all, 'all', speech)}.`;

function afterwards({ decision, remaining }: FixedTogether, what: 'this' | 'all', { labelOf }: Speech): string {
  const place = `decided again with ${what} in place`;
  if (decision === 'unknown' && remaining.length === 0)
    return `${place}: nothing that is known denies it any more; what is not known still could`;
  const left = [...new Set(remaining.map(({ layer, action }) => `${labelOf(layer)} on ${quote(action)}`))];
  return `${place}: ${decisionWords[decision]}${left.length === 0 ? '' : `; still in the way: ${left.join(', ')}`}`;
}
