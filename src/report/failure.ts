/** What is still known when a step of the investigation failed: the request, AWS's own words, and what went wrong. */
import { defined } from '../defined';
import type { DeniedRequest } from '../request/types';
import type { Report } from '../verdict/types';
import { quote } from './clean';
import { awsSaidText } from './headline';
import { principalOf } from './to-report';
import { callerWords } from './words';

export interface StepFailure {
  /** `resolve`, `conclude`, … */
  readonly step: string;
  /** The error's name. */
  readonly error: string;
}

/** A report without a verdict. */
export function failureReport(request: DeniedRequest, failures: readonly StepFailure[], asOf: string): Report {
  const { key, accessPoint, sourceIp, endpoint } = request;
  const [first] = failures;
  const text = awsSaidText(request.said);
  const where =
    first === undefined ? 'the investigation failed' : `step ${quote(first.step)} failed with ${quote(first.error)}`;
  return {
    schemaVersion: 1,
    request: {
      eventId: request.eventId,
      time: request.time,
      region: request.region,
      principal: principalOf(request.principal),
      operation: request.operation,
      bucket: request.bucket ?? null,
      ...defined({ key, accessPoint }),
      resourceAccountId: request.resourceAccountId ?? null,
      authorizations: request.authorizations.map(({ action, resource }) => ({
        action,
        resource: resource.is === 'arn' ? resource.arn : null,
      })),
      ...(endpoint.is === 'none' ? {} : { vpcEndpointId: endpoint.id }),
      ...defined({ sourceIp }),
    },
    verdict: {
      status: 'inconclusive',
      asOf,
      certainty: 'possible',
      headline: `${quote(request.operation)} by ${callerWords(request)} was denied, but it is not determined by what: ${where}.`,
      rootCauses: [],
      blocksNext: [],
      suspects: [],
      awsSaid: { is: request.said.is, text },
    },
    findings: [],
    fixes: [],
    changes: [],
    unknowns: failures.map(({ step, error }) => ({
      layer: step,
      what: `what the step ${quote(step)} would have found`,
      why: `it failed with ${quote(error)}`,
      remedy: 'Start the execution again, or replay its run folder; the logs of the step have the cause.',
    })),
    coverage: { sentences: ['The investigation did not finish: nothing can be said about the layers.'] },
  };
}
