/** A report laid out once, for every renderer: what stands where, in words, but not yet how it looks. */
import type { Report, ReportFinding } from '../verdict/types';
import { accessLogBlocks, whatTheLogTells } from './access-logging';
import type { Block } from './block';
import { causeBlocks } from './cause-blocks';
import { endsAll, fixBlocks } from './fix-blocks';
import { quote } from './clean';
import { isDisagreement, isMissingOpinion, isSecondOpinion, noteSentence } from './notes';
import { remediesOf, suspectItems, toldCauses, unknownItems } from './open-items';
import { certaintyWords, layerTitle, outcomeWords, seconds, statementWords } from './words';

export interface PageOptions {
  /** For a chat: without the table of layers that do not block, and with less JSON. */
  readonly brief?: boolean;
  /** Where the JSON report and the evidence lie. */
  readonly evidence?: string;
}

/** In the order in which a tired person needs it: who said no, how to fix it, who changed it, then all the rest. */
export function page(report: Report, { brief = false, evidence }: PageOptions = {}): readonly Block[] {
  const { verdict } = report;
  const told = toldCauses(verdict);
  const log = brief ? [] : accessLogBlocks(report);
  const unknowns = report.unknowns.filter(({ what }) => log.length === 0 || what !== whatTheLogTells);
  return [
    headline(report),
    { is: 'facts', rows: requestFacts(report) },
    ...told.flatMap((cause) => causeBlocks(cause, brief, remediesOf(report, cause))),
    ...section(
      `${isQuestion(report) ? 'Could deny it' : 'Could have denied it'}${told.length === 0 ? '' : ' as well'}`,
      suspectItems(report),
    ),
    ...section('Second opinion', disagreements(report)),
    ...fixBlocks(report, brief),
    ...section('What changed', changeItems(report, brief)),
    ...nextBlocks(report, brief),
    ...(brief ? [] : findingBlocks(report)),
    ...section('Not known', bounded(unknownItems(unknowns), brief ? 5 : 60)),
    ...log,
    ...(brief ? [] : section('What this run cannot see', coverageItems(report))),
    ...(evidence === undefined
      ? []
      : [{ is: 'sentence', text: `Evidence and JSON report: ${quote(evidence, 400)}` } as const]),
  ];
}

/** No second 403 after the first fix. */
function nextBlocks(report: Report, brief: boolean): readonly Block[] {
  const { blocksNext } = report.verdict;
  if (blocksNext.length === 0) return [];
  return [
    heading('Denies it as well'),
    ...(endsAll(report) ? [{ is: 'sentence', text: 'What is proposed above mends this too.' } as const] : []),
    ...blocksNext.flatMap((cause) => causeBlocks(cause, brief, remediesOf(report, cause))),
  ];
}

const heading = (text: string): Block => ({ is: 'heading', text });
const section = (title: string, items: readonly string[]): readonly Block[] =>
  items.length === 0 ? [] : [heading(title), { is: 'list', items }];
const bounded = (items: readonly string[], most: number): readonly string[] =>
  items.length <= most ? items : [...items.slice(0, most), `and ${items.length - most} more: see the JSON report.`];

function headline({ verdict }: Report): Block {
  const tone = {
    denied: 'denied',
    'would-be-allowed-now': 'unclear',
    inconclusive: 'unclear',
    allowed: 'allowed',
  } as const;
  return { is: 'headline', tone: tone[verdict.status], text: verdict.headline };
}

/** Nobody sent it yet. */
const isQuestion = ({ request }: Report): boolean => request.time === '';

function requestFacts(report: Report): readonly (readonly [string, string])[] {
  const { request, verdict } = report;
  const question = isQuestion(report);
  const [main] = request.authorizations;
  const target = request.bucket ?? main?.resource;
  const where = target === undefined || target === null ? 'a bucket that the record does not name' : quote(target, 512);
  const key = request.key === undefined ? '' : `, key ${quote(request.key)}`;
  const path = request.accessPoint === undefined ? '' : ` through ${quote(request.accessPoint)}`;
  const when = `${quote(request.time)} in ${quote(request.region)}; policies as of ${quote(seconds(verdict.asOf))}`;
  const rows: (readonly [string, string])[] = [
    ['Who', request.principal.arn === null ? `${request.principal.type} caller` : quote(request.principal.arn, 512)],
    [question ? 'Would' : 'Did', `${quote(request.operation)} on ${where}${key}${path}`],
    question ? ['As of', quote(seconds(verdict.asOf))] : ['When', when],
  ];
  if (verdict.rootCauses.length > 0) rows.push(['Certainty', certaintyWords(verdict.certainty)]);
  const { is, text } = verdict.awsSaid;
  // An object's key can imitate a reason, so that the text may contradict what stands above it.
  const unweighed = is === 'odd' ? ' (not weighed: it does not read as a reason for this request)' : '';
  if (text !== null) rows.push(['AWS said', `${quote(text, 600)}${unweighed}`]);
  return rows;
}

/** A cause tells its own; whatever else AWS's simulator sees otherwise is told here, also in a chat. */
function disagreements({ findings, verdict }: Report): readonly string[] {
  const told = new Set([...verdict.rootCauses, ...verdict.blocksNext].map(({ layer, action }) => `${layer} ${action}`));
  return findings
    .filter(({ layer, authorization: { action } }) => !told.has(`${layer} ${action}`))
    .flatMap(({ layer, authorization: { action }, notes = [] }) =>
      notes.filter(isDisagreement).map((note) => `${layerTitle(layer)} on ${quote(action)}: ${noteSentence(note)}.`),
    );
}

function changeItems({ changes }: Report, brief: boolean): readonly string[] {
  const told = changes.filter(({ likelihood }) => likelihood !== 'unlikely');
  return bounded(
    told.map((change) => {
      const { time, actor, eventName, resource, touches, likelihood } = change;
      const call = `${quote(time)}: ${quote(actor)} called ${quote(eventName)} on ${quote(resource)}`;
      return `${call} (${layerTitle(touches)}; ${likelihood} cause)${differenceWords(change)}`;
    }),
    brief ? 3 : 20,
  );
}

/** Short values only; documents stand in the JSON report. */
function differenceWords({ before, after }: Report['changes'][number]): string {
  const short = (value: unknown) => quote(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 160);
  if (after !== undefined)
    return before === undefined ? `: set ${short(after)}` : `: ${short(before)} became ${short(after)}`;
  return before === undefined ? '' : `: it was ${short(before)}`;
}

function findingBlocks({ findings }: Report): readonly Block[] {
  const shown = findings.filter(({ outcome }) => outcome !== 'not-applicable');
  const idle = [...new Set(findings.map(({ layer }) => layer))].filter((layer) =>
    shown.every((row) => row.layer !== layer),
  );
  return [
    heading('Every layer'),
    {
      is: 'table',
      head: ['layer', 'action', 'outcome', 'because'],
      rows: shown.map((finding) => [
        layerTitle(finding.layer),
        quote(finding.authorization.action),
        outcomeWords(finding.outcome),
        because(finding),
      ]),
    },
    ...(idle.length === 0
      ? []
      : [{ is: 'sentence', text: `Not applicable: ${idle.map(layerTitle).join(', ')}.` } as const]),
  ];
}

function because({ statements = [], setting, notes = [], unknowns = [] }: ReportFinding): string {
  const [first] = statements;
  if (first !== undefined) {
    const more = statements.length > 1 ? ` and ${statements.length - 1} more` : '';
    const at = first.target === undefined ? '' : ` at ${quote(first.target)}`;
    return `${statementWords(first)} of ${quote(first.policy)}${at}${more}`;
  }
  if (setting !== undefined) return quote(setting);
  const note = notes.find((one) => !isSecondOpinion(one));
  if (note !== undefined) return noteSentence(note);
  return unknowns.length === 0 ? '' : 'see below';
}

function coverageItems({ coverage, findings }: Report): readonly string[] {
  const sentences = coverage['sentences'];
  const missing = findings.flatMap(({ notes = [] }) => notes.filter(isMissingOpinion).map(noteSentence));
  return [
    ...[...new Set(missing)].map((sentence) => `${sentence}.`),
    ...(Array.isArray(sentences) ? sentences.filter((item): item is string => typeof item === 'string') : []),
  ];
}
