/** AWS's own evaluation that could not be read, in sentences. */
import type { UnknownText } from '../../judging/define-words';
import type { UnreadableFacts } from '../../request/unknowns';
import { quoteFact } from '../sentences/fill';
import { remedyOf, unreadableSentences } from '../sentences/unknowns/unreadable';

export function evaluationSentences({ region, ...facts }: UnreadableFacts & { readonly region: string }): UnknownText {
  const { read, why, account } = facts;
  const what = read === undefined ? 'AWS’s own evaluation of this denial' : 'the policies that AWS used';
  if (why !== 'not-found') return { ...unreadableSentences(facts), what, remedy: remedyOf(facts) };
  const where = account === undefined ? '' : ` and account ${quoteFact(account)}`;
  return {
    what,
    why: `AWS has none under the id of its text in Region ${quoteFact(region)}${where}`,
    remedy:
      'AWS keeps it for 24 hours at least, for the account and the organization of the caller: investigate sooner.',
  };
}
