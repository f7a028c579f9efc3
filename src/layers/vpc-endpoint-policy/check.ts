import type { Reading } from '../../evidence/define';
import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import type { NamedPolicy } from '../../evidence/values';
import { askedOf } from '../asked';
import { boundaryOf } from '../boundary';
import type { Answer, Subject } from '../define';
import { judged, possibleJudgements } from '../judgements';
import { tally } from '../policies';
import { answered, undecided, type Judged } from '../policy-answer';
import { note, notApplicable } from '../state-answers';
import { unreadable } from '../unreadable';

export interface Evidence {
  readonly endpoint: Reading<{ readonly policy: NamedPolicy }>;
}

/** The endpoint's policy must allow the request; it never grants anything by itself. */
export function checkVpcEndpointPolicy(subject: Subject, { endpoint: reading }: Evidence): Answer {
  const { endpoint } = subject.request;
  if (endpoint.is === 'none') return noEndpoint;
  if (endpoint.is === 'aws-owned') return ofAws;
  if (reading.status !== 'found') {
    const unknowns =
      reading.status === 'unreadable'
        ? [unreadable(vpcEndpoint, subject, reading)]
        : [{ code: 'endpoint-not-found', facts: { endpoint: endpoint.id } }];
    return undecided(possibleJudgements(undefined, undefined), { subject, form: 'endpoint', groups: [], unknowns });
  }
  const policies = [reading.value.policy];
  const hasBoundary = boundaryOf(subject, notRead);
  const { denies, allows, found } = tally(policies, askedOf(subject), 'endpoint', hasBoundary);
  const all: Judged = { subject, form: 'endpoint', groups: [{ policies, found }], hasBoundary };
  if (denies === true) return answered(judged(true, allows === true), all);
  if (denies === undefined || allows === undefined) return undecided(possibleJudgements(denies, allows), all);
  return answered(judged(false, allows), all);
}

/** Only a Deny with NotPrincipal hangs on the caller's boundary: what `decide` supposes of it is enough. */
const notRead = { status: 'unreadable', why: 'not-recorded' } as const;
const noEndpoint = notApplicable(note('no-vpc-endpoint'));
const ofAws = notApplicable(note('endpoint-is-of-aws'));
