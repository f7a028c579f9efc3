import { defined } from '../defined';
import type { Principal } from '../names/principal';
import type { Report } from '../verdict/types';
import type { Suspect, Verdict } from '../verdict/verdict';
import { accessLogUnknowns } from './access-logging';
import { coverageSentences } from './coverage';
import { fixSentences } from './fixes';
import { awsSaidText, headline } from './headline';
import { unknownSentence } from './unknowns';

/** The published report: the verdict with its sentences. Plain JSON. */
export function toReport(verdict: Verdict): Report {
  const { request } = verdict;
  return {
    schemaVersion: 1,
    request: requestOf(verdict),
    verdict: {
      status: verdict.status,
      asOf: verdict.asOf,
      certainty: verdict.certainty,
      headline: headline(verdict),
      rootCauses: verdict.rootCauses,
      blocksNext: verdict.blocksNext,
      suspects: verdict.suspects.map(suspectOf),
      awsSaid: { is: request.said.is, text: awsSaidText(request.said) },
      ...defined({ fixedTogether: verdict.fixedTogether }),
    },
    findings: verdict.findings,
    fixes: verdict.fixes.map(fixSentences),
    changes: verdict.changes,
    unknowns: [
      ...verdict.unknowns.map((unknown) => ({ layer: unknown.layer, ...unknownSentence(unknown) })),
      ...accessLogUnknowns(verdict, verdict.findings),
    ],
    coverage: { ...verdict.coverage, sentences: coverageSentences(verdict.coverage, verdict.observed) },
  };
}

function requestOf({ request }: Verdict): Report['request'] {
  const { key, accessPoint, sourceIp, endpoint } = request;
  return {
    eventId: request.eventId,
    time: request.time,
    region: request.region,
    principal: principalOf(request.principal),
    operation: request.operation,
    bucket: request.bucket ?? null,
    ...defined({ key, accessPoint }),
    resourceAccountId: request.resourceAccountId ?? null,
    authorizations: request.authorizations.map(({ action, resource }) => ({ action, resource: resource ?? null })),
    ...(endpoint.is === 'none' ? {} : { vpcEndpointId: endpoint.id }),
    ...defined({ sourceIp }),
  };
}

export function principalOf(principal: Principal): Report['request']['principal'] {
  return {
    arn: 'arn' in principal ? principal.arn : null,
    accountId: 'accountId' in principal ? principal.accountId : null,
    type: principal.type,
  };
}

function suspectOf({ unknowns, ...suspect }: Suspect): Report['verdict']['suspects'][number] {
  return { ...suspect, remedies: [...new Set(unknowns.map((unknown) => unknownSentence(unknown).remedy))].slice(0, 8) };
}
