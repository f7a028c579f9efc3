import type { Reading } from '../../evidence/define';
import { bucketCors, type CorsRule } from '../../evidence/readers/bucket-cors';
import type { Answer, Note, Subject, Unknown } from '../../judging/types';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { elements, isFailed, judgeRule, preflightIn, type Element, type JudgedRule, type Preflight } from './rules';
import { words } from './words';

export interface Evidence {
  readonly rules: Reading<readonly CorsRule[]>;
}

/** The first rule that fits the origin, the method and the headers lets the page call; without one S3 answers 403. */
export function checkCors(subject: Subject, { rules: reading }: Evidence): Answer {
  if (reading.status === 'unreadable') return cannotKnow([unreadable(bucketCors, subject, reading)]);
  if (reading.status === 'absent') return forbids('CORS', [words.note('cors-not-enabled')]);
  const preflight = preflightIn(subject.request);
  const judged = reading.value.map((rule, at) => judgeRule(rule, at + 1, preflight));
  const fitting = judged.find((rule) => elements.every((element) => rule[element] === true));
  if (fitting !== undefined) return passes(words.note('rule-allows', { rule: fitting.name }));
  const failed = judged.map((rule) => failures(rule, preflight));
  const notes = [...aboutOrigin(subject, preflight), ...failed.slice(0, mostShown).flat()];
  if (!judged.every(isFailed)) return cannotKnow(open(judged), undefined, notes);
  // Where every rule fails, the one that lacks the least is most likely the one that was meant.
  const [nearest = []] = failed.toSorted((one, other) => one.length - other.length);
  const others = notes.filter((note) => !nearest.includes(note));
  return forbids('CORSRules', [...nearest, words.note('no-rule-allows'), ...others]);
}

const mostShown = 10;

/** A log keeps no header but the referer, whose origin is that of the page. */
function aboutOrigin({ request }: Subject, { origin }: Preflight): readonly Note[] {
  return request.headersNotRecorded === true && origin !== undefined
    ? [words.note('origin-by-referer', { origin })]
    : [];
}

function failures(rule: JudgedRule, { origin = '', method = '', headers = [] }: Preflight): readonly Note[] {
  const { name: id, allows } = rule;
  const failed = (element: Element) => rule[element] === false;
  return [
    ...(failed('origin') ? [words.note('rule-lacks-origin', { rule: id, origin, allowed: allows.origin })] : []),
    ...(failed('method') ? [words.note('rule-lacks-method', { rule: id, method, allowed: allows.method })] : []),
    ...(failed('headers')
      ? [words.note('rule-lacks-header', { rule: id, headers: headers.join(', '), allowed: allows.headers })]
      : []),
  ];
}

/** What the rules that did not fail ask for, and the record does not show. */
function open(judged: readonly JudgedRule[]): readonly Unknown[] {
  const left = judged.filter((rule) => !isFailed(rule));
  const isOpen = (element: Element) => left.some((rule) => rule[element] === undefined);
  return [
    ...(isOpen('origin') ? [words.unknown('origin-not-recorded')] : []),
    ...(isOpen('method') ? [words.unknown('method-not-recorded')] : []),
    ...(isOpen('headers') ? [words.unknown('headers-not-recorded')] : []),
  ];
}
