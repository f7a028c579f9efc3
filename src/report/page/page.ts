/** A report laid out once, for every renderer: what stands where, but not yet how it looks. */
import { quote } from '../clean';
import type { Report } from '../contract';
import { computeWords } from '../sentences/compute';
import { outcomeWords, seconds } from '../sentences/words';
import { accessLogBlocks } from './access-log';
import type { Block } from './block';
import type { PageOptions } from './page-options';
import { cardBlock, evidenceBlock, linksBlock } from './card-page';
import { causeBlocks } from './cause-blocks';
import { gatesBlock } from './gates';
import { timesBlock } from './times';
import { endsAll, fixBlocks } from './fix-blocks';
import { shownCauses, suspectItems, unknownItems } from './open-items';

/** In the order in which a tired person needs it: the card, the statement, the fix, who changed it, then all the rest. */
export function page(report: Report, options: PageOptions = {}): readonly Block[] {
  return [cardBlock(report), ...whole(report, options), ...linksBlock(report), ...evidenceBlock(options)];
}

function whole(report: Report, { iac }: PageOptions): readonly Block[] {
  const { verdict, changes, coverage, unknowns } = report;
  const causes = shownCauses(verdict);
  const likely = changes.filter(({ likelihood }) => likelihood !== 'unlikely').map(({ summary }) => summary);
  const logged = unknowns.map((unknown) => ({ unknown, blocks: accessLogBlocks(unknown) }));
  const listed = logged.filter(({ blocks }) => blocks.length === 0).map(({ unknown }) => unknown);
  return [
    ...gatesBlock(report),
    { is: 'facts', rows: requestFacts(report) },
    ...causes.flatMap(causeBlocks),
    ...section(
      `${isQuestion(report) ? 'Could deny it' : 'Could have denied it'}${causes.length === 0 ? '' : ' as well'}`,
      suspectItems(report),
    ),
    ...section('AWS’s own evaluation differs', differences(report)),
    ...section('Second opinion', otherOpinions(report)),
    ...fixBlocks(report, iac),
    ...section('What changed', [
      ...bounded(likely, 20),
      ...(report.lastAllowed === undefined ? [] : [report.lastAllowed.summary]),
    ]),
    ...section(
      'Allowed at other times',
      (report.intermittent?.differences ?? []).map(({ summary }) => summary),
    ),
    ...timesBlock(report),
    ...nextBlocks(report),
    ...findingBlocks(report),
    ...section('Not known', bounded(unknownItems(listed), 60)),
    ...logged.flatMap(({ blocks }) => blocks),
    ...section('What this run cannot see', coverage.sentences),
  ];
}

/** No second 403 after the first fix. */
function nextBlocks(report: Report): readonly Block[] {
  const { blocksNext } = report.verdict;
  if (blocksNext.length === 0) return [];
  return [
    heading('Denies it as well'),
    ...(endsAll(report) ? [{ is: 'sentence', text: 'What is proposed above mends this too.' } as const] : []),
    ...blocksNext.flatMap(causeBlocks),
  ];
}

const heading = (text: string): Block => ({ is: 'heading', text });
const section = (title: string, items: readonly string[]): readonly Block[] =>
  items.length === 0 ? [] : [heading(title), { is: 'list', items }];
const bounded = (items: readonly string[], most: number): readonly string[] =>
  items.length <= most ? items : [...items.slice(0, most), `and ${items.length - most} more: see the JSON report.`];

/** Nobody sent it yet. */
const isQuestion = ({ request }: Report): boolean => request.time === '';

function requestFacts(report: Report): readonly (readonly [string, string])[] {
  const { card, request, verdict } = report;
  const question = isQuestion(report);
  const [main] = request.authorizations;
  const target = request.bucket ?? main?.resource;
  const where = target === undefined || target === null ? 'a bucket that the record does not name' : quote(target, 512);
  const key = request.key === undefined ? '' : `, key ${quote(request.key)}`;
  const path = request.accessPoint === undefined ? '' : ` through ${quote(request.accessPoint)}`;
  const region = request.region === '' ? 'a Region that nothing names' : quote(request.region);
  const assumed = request.timeAssumed === true ? ' (assumed)' : '';
  const when = `${quote(request.time)}${assumed} in ${region}; policies as of ${quote(seconds(verdict.asOf))}`;
  const rows: (readonly [string, string])[] = [
    ['Who', whoWords(request)],
    [question ? 'Would' : 'Did', `${quote(request.operation)} on ${where}${key}${path}`],
    question ? ['As of', quote(seconds(verdict.asOf))] : ['When', when],
  ];
  const { awsEvaluation } = verdict;
  const { is, text, link } = verdict.awsSaid;
  // An object's key can imitate a reason, so that the text may contradict what stands above it.
  const unweighed = is === 'odd' ? ' (not weighed: it does not read as a reason for this request)' : '';
  const said = text === null ? undefined : `${quote(text, 600)}${unweighed}`;
  // The card may hold no more than its beginning.
  if (said !== undefined && card.lines.every((line) => line.text !== said)) rows.push(['AWS said', said]);
  if (awsEvaluation !== undefined) rows.push(['AWS’s own evaluation', awsEvaluation.summary]);
  if (link !== undefined) rows.push(['AWS shows', quote(link, 600)]);
  return rows;
}

function whoWords({ principal: { arn, type, issuedTo } }: Report['request']): string {
  const who = arn === null ? `${type} caller` : quote(arn, 512);
  return issuedTo === undefined ? who : `${who}, with credentials that AWS issued to ${computeWords(issuedTo)}`;
}

/** The first stands above. */
const differences = ({ verdict }: Report): readonly string[] =>
  (verdict.awsEvaluation?.differences ?? []).slice(1, 6).map(({ summary }) => summary);

/** A cause has its own; whatever else AWS's simulator sees otherwise stands here. */
function otherOpinions({ findings, verdict }: Report): readonly string[] {
  const told = new Set([...verdict.rootCauses, ...verdict.blocksNext].map(({ layer, action }) => `${layer} ${action}`));
  return findings
    .filter(({ layer, authorization: { action } }) => !told.has(`${layer} ${action}`))
    .flatMap(({ label, authorization: { action }, otherOpinion }) =>
      otherOpinion === undefined ? [] : [`${label} on ${quote(action)}: ${otherOpinion}`],
    );
}

function findingBlocks({ findings }: Report): readonly Block[] {
  const shown = findings.filter(({ outcome }) => outcome !== 'not-applicable');
  const others = findings.filter(({ layer }) => shown.every((row) => row.layer !== layer));
  const idle = [...new Set(others.map(({ label }) => label))];
  return [
    heading('Every layer'),
    {
      is: 'table',
      head: ['layer', 'action', 'outcome', 'because'],
      rows: shown.map(({ label, authorization: { action }, outcome, because }) => [
        label,
        quote(action),
        outcomeWords[outcome],
        because,
      ]),
    },
    ...(idle.length === 0 ? [] : [{ is: 'sentence', text: `Not applicable: ${idle.join(', ')}.` } as const]),
  ];
}
