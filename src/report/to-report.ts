import { defined } from '../defined';
import { layers } from '../layers';
import type { Suspect, Verdict } from '../verdict/verdict';
import type { Report, ReportSuspect, ReportUnknown } from './contract';
import { cardOf } from './card/card';
import { isDerived } from './derived';
import { detailsLink } from './links/details-link';
import { linksOf } from './links/links';
import { reportedRequest } from './reported-request';
import { spokenEvaluation } from './aws-evaluation/comparison';
import { spokenCause } from './sentences/causes';
import { spokenIntermittent } from './sentences/changes/intermittent';
import { spokenUse } from './sentences/changes/last-allowed';
import { spokenChange } from './sentences/changes';
import { coverageSentences } from './sentences/coverage';
import { spokenFinding } from './sentences/findings';
import { spokenFix } from './sentences/fixes/fixes';
import { awsSaidText, headline } from './sentences/headline';
import { proofOfAll } from './sentences/proofs';
import { speechOf, type Speech, type SpokenLayer } from './sentences/speech';
import { subjectOf } from './subject';

/** The published report: the verdict, codes and facts, with all its sentences. Plain JSON; pages only lay it out. */
export const toReport = reporter(layers);

export function reporter(cards: readonly SpokenLayer[]): (verdict: Verdict) => Report {
  const speech = speechOf(cards);
  return (verdict) => reportOf(verdict, speech);
}

function reportOf(verdict: Verdict, speech: Speech): Report {
  const { request, status, asOf, certainty, fixedTogether, awsEvaluation, coverage } = verdict;
  const { authorizations } = request;
  const card = cardOf(verdict, speech);
  const suspects = verdict.suspects.map((suspect) => spokenSuspect(suspect, speech));
  const spoken = (cause: Verdict['rootCauses'][number]) => spokenCause(cause, remediesOf(cause, suspects), speech);
  return {
    schemaVersion: 1,
    subject: subjectOf(card),
    card,
    links: linksOf(verdict),
    request: reportedRequest(
      request,
      authorizations.map(({ action, resource = null }) => ({ action, resource })),
    ),
    verdict: {
      status,
      asOf,
      certainty,
      headline: headline(verdict, speech),
      rootCauses: verdict.rootCauses.map(spoken),
      blocksNext: verdict.blocksNext.map(spoken),
      suspects,
      awsSaid: {
        is: request.said.is,
        text: awsSaidText(request.said),
        ...defined({ link: detailsLink(request) }),
      },
      ...(awsEvaluation === undefined ? {} : { awsEvaluation: spokenEvaluation(awsEvaluation, speech) }),
      ...(fixedTogether === undefined
        ? {}
        : { fixedTogether: { ...fixedTogether, proof: proofOfAll(fixedTogether, speech) } }),
    },
    findings: verdict.findings.map((finding) => spokenFinding(finding, speech)),
    fixes: verdict.fixes.map((fix) => spokenFix(fix, speech)),
    changes: verdict.changes.map((change) => spokenChange(change, request, speech)),
    ...defined({ lastAllowed: spokenUse(verdict), intermittent: spokenIntermittent(verdict) }),
    unknowns: verdict.unknowns.map((unknown) => spokenUnknown(unknown, speech)),
    coverage: { ...coverage, sentences: coverageSentences(verdict, speech) },
  };
}

function spokenUnknown(unknown: Verdict['unknowns'][number], speech: Speech): ReportUnknown {
  const { layer, code, facts } = unknown;
  return { layer, label: speech.labelOf(layer), code, facts, ...speech.unknown(unknown) };
}

/** More remedies than a person would try say nothing. */
const mostRemedies = 8;

function spokenSuspect({ unknowns, ...suspect }: Suspect, speech: Speech): ReportSuspect {
  // What depends on another unknown is settled with that one.
  const settling = unknowns.filter((unknown) => !isDerived(unknown));
  const remedies = [...new Set(settling.map((unknown) => speech.unknown(unknown).remedy))];
  return { ...suspect, label: speech.labelOf(suspect.layer), remedies: remedies.slice(0, mostRemedies) };
}

/** The first of what would settle whether this cause is one. */
function remediesOf(
  { layer, action }: Pick<ReportSuspect, 'layer' | 'action'>,
  suspects: readonly ReportSuspect[],
): readonly string[] {
  const same = suspects.filter((suspect) => suspect.layer === layer && suspect.action === action);
  return [...new Set(same.flatMap(({ remedies }) => remedies))].slice(0, 2);
}
