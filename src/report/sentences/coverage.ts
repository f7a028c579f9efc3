import { unreadableReasons } from '../../judging/reasons';
import type { Coverage, Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import type { Speech } from './speech';
import { seconds } from './words';

/** What this run could not see, and what no investigation can see. */
export function coverageSentences(
  { coverage, findings, observed }: Pick<Verdict, 'coverage' | 'findings' | 'observed'>,
  speech: Speech,
): readonly string[] {
  const { changes, exact } = coverage;
  return [
    ...missingOpinions(findings, speech),
    // A question has no time since which something could have changed.
    ...(observed ? searchedWords(changes) : []),
    ...changes.notSearched.map(
      ({ account, region, why }) =>
        `Changes in ${account === 'unknown' ? 'accounts that nothing names' : `account ${quote(account)}`}, ${region === '' ? 'in a Region that nothing names' : `Region ${quote(region)}`}, were not looked up: ${unreadableReasons[why]}.`,
    ),
    ...(exact
      ? []
      : ['Too many values are unknown to try every combination: the list of what may have denied it may be too long.']),
    // A question is signed by nobody.
    ...(observed
      ? [
          'CloudTrail records no failed authentication (wrong signature, unknown or expired key): only server access logs show those.',
        ]
      : []),
  ];
}

function missingOpinions(findings: Verdict['findings'], { note, asideOf }: Speech): readonly string[] {
  const missing = findings.flatMap(({ notes = [] }) => notes.filter((one) => asideOf(one) === 'no-opinion'));
  return [...new Set(missing.map((one) => `${note(one)}.`))];
}

function searchedWords({ searched, since, heard = [] }: Coverage['changes']): readonly string[] {
  const isWhole = ({ account, region }: Place) =>
    heard.some((one) => one.account === account && one.region === region && one.since <= (since ?? ''));
  const asked = searched.filter((place) => !isWhole(place));
  if (asked.length + heard.length === 0) return ['CloudTrail could not be asked who changed what.'];
  const from = since === undefined ? '' : `, since ${quote(seconds(since))}`;
  return [
    ...(asked.length === 0
      ? []
      : [
          `Changes were looked up in account ${asked.map(nameOf).join(', ')}${from}; CloudTrail shows a change only some minutes after it was made.`,
        ]),
    ...heard.map((place) => {
      const isAsked = searched.some(({ account, region }) => account === place.account && region === place.region);
      const missed = isAsked ? 'so that CloudTrail was asked for those since the denial; both take' : 'and takes';
      return `Changes in account ${nameOf(place)} since ${quote(seconds(place.since))} are those that EventBridge delivered as they were made; it promises no delivery, ${missed} some minutes.`;
    }),
  ];
}

type Place = Coverage['changes']['searched'][number];
const nameOf = ({ account, region }: Place): string => `${quote(account)} in ${quote(region)}`;
