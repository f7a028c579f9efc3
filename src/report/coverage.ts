import type { Coverage } from '../verdict/verdict';
import { quote } from './clean';
import type { UnreadableReason } from '../evidence/define';
import { reasonWords } from './unreadable';
import { seconds } from './words';

/** What this run could not see, and what no investigation can see. */
export function coverageSentences({ changes, exact }: Coverage, observed: boolean): readonly string[] {
  const places = changes.searched.map(({ account, region }) => `${quote(account)} in ${quote(region)}`);
  return [
    // Of a question nobody asks what changed since.
    ...(observed ? [searchedWords(places, changes.since)] : []),
    ...changes.notSearched.map(
      ({ account, region, why }) =>
        `Changes in ${account === 'unknown' ? 'accounts that nothing names' : `account ${quote(account)}`}, Region ${quote(region)}, were not looked up: ${reasonWords[why as UnreadableReason] ?? quote(why)}.`,
    ),
    ...(exact
      ? []
      : ['Too many values are unknown to try every combination: the list of what may have denied it may be too long.']),
    // A question is signed by nobody.
    ...(observed
      ? [
          'CloudTrail records no failed authentication (wrong signature, unknown or expired key): only server access logs tell of those.',
        ]
      : []),
  ];
}

function searchedWords(places: readonly string[], since: string | undefined): string {
  if (places.length === 0) return 'CloudTrail could not be asked who changed what.';
  const from = since === undefined ? '' : `, since ${quote(seconds(since))}`;
  return `Changes were looked up in account ${places.join(', ')}${from}; CloudTrail shows a change only some minutes after it was made.`;
}
