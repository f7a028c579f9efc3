/** What is still known when a step of the investigation failed: the request, AWS's own words, and what went wrong. */
import type { DeniedRequest } from '../request/types';
import { clean, quote } from './clean';
import { cardHeadline } from './card/headline';
import type { Card, Report, ReportUnknown } from './contract';
import { reportedRequest } from './reported-request';
import { defined } from '../defined';
import { detailsLink } from './links/details-link';
import { awsSaidText } from './sentences/headline';
import { subjectOf } from './subject';
import { callerWords } from './sentences/words';

export interface StepFailure {
  /** `resolve`, `conclude`, … */
  readonly step: string;
  /** The error's name. */
  readonly error: string;
}

/** A report without a verdict. */
export function failureReport(request: DeniedRequest, failures: readonly StepFailure[], asOf: string): Report {
  const { operation, said, authorizations } = request;
  const card = cardOf(request, failures);
  const [first] = failures;
  const where =
    first === undefined ? 'the investigation failed' : `step ${quote(first.step)} failed with ${quote(first.error)}`;
  return {
    schemaVersion: 1,
    card,
    links: [],
    subject: subjectOf(card),
    request: reportedRequest(
      request,
      authorizations.map(({ action, resource }) => ({ action, resource: resource.is === 'arn' ? resource.arn : null })),
    ),
    verdict: {
      status: 'inconclusive',
      asOf,
      certainty: 'possible',
      headline: `${quote(operation)} by ${callerWords(request)} was denied, but it is not determined by what: ${where}.`,
      rootCauses: [],
      blocksNext: [],
      suspects: [],
      awsSaid: { is: said.is, text: awsSaidText(said), ...defined({ link: detailsLink(request) }) },
    },
    findings: [],
    fixes: [],
    changes: [],
    unknowns: failures.map(unknownOf),
    coverage: { sentences: ['The investigation did not finish: nothing can be said about the layers.'] },
  };
}

function cardOf(request: DeniedRequest, failures: readonly StepFailure[]): Card {
  const asked = request.authorizations[0]?.resource;
  const resource = asked?.is === 'arn' ? asked.arn : undefined;
  return {
    headline: cardHeadline({ status: 'inconclusive', observed: true, request, resource }),
    lines: failures.map(({ step, error }) => ({ label: 'Failed', text: `step ${quote(step)}: ${quote(error)}` })),
  };
}

function unknownOf({ step, error }: StepFailure): ReportUnknown {
  return {
    layer: step,
    label: clean(step, 80),
    code: 'step-failed',
    facts: { step, error },
    what: `what the step ${quote(step)} would have found`,
    why: `it failed with ${quote(error)}`,
    remedy: 'Start the execution again, or replay its run folder; the logs of the step have the cause.',
  };
}
