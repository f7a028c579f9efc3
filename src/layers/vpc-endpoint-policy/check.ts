import { and, or, type Truth } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import type { NamedPolicy } from '../../evidence/values';
import { preparedRequest } from '../../judging/engine-request';
import { boundaryOf } from '../../judging/policy/boundary';
import type { Answer, Subject } from '../../judging/types';
import { possibleJudgements } from '../../judging/judgements';
import { onTheBucket } from '../../judging/request/on-the-bucket';
import { tally } from '../../judging/policy/tally';
import { answerFor, undecided } from '../../judging/policy/answer';
import type { Judged } from '../../judging/policy/judged';
import { accessPointIn } from '../../names/access-point';
import { notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

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
        : [sharedWords.unknown('endpoint-not-found', { endpoint: endpoint.id })];
    return undecided(possibleJudgements(undefined, undefined), { subject, form: 'endpoint', groups: [], unknowns });
  }
  const all = judge(subject, reading.value.policy);
  return throughAccessPoint(subject)
    ? both(all, judge(onTheBucket(subject), reading.value.policy))
    : answerFor(all.denies, all.allows, all.judged);
}

interface Found {
  readonly denies: Truth;
  readonly allows: Truth;
  readonly judged: Judged;
}

function judge(subject: Subject, policy: NamedPolicy): Found {
  const policies = [policy];
  const hasBoundary = boundaryOf(subject, notRead);
  const { denies, allows, found } = tally(policies, preparedRequest(subject), 'endpoint', hasBoundary);
  return { denies, allows, judged: { subject, form: 'endpoint', groups: [{ policies, found }], hasBoundary } };
}

/** The endpoint must let both the access point and the bucket behind it pass; what is shown is the one that it does not. */
function both(point: Found, bucket: Found): Answer {
  const denies = or(point.denies, bucket.denies);
  const allows = and(point.allows, bucket.allows);
  return answerFor(denies, allows, shownOf(point, bucket, { denies, allows }).judged);
}

function shownOf(point: Found, bucket: Found, { denies, allows }: Pick<Found, 'denies' | 'allows'>): Found {
  if (denies === true) return bucket.denies === true ? bucket : point;
  if (denies === false && allows === false) return point.allows === false ? point : bucket;
  return point.denies === undefined || point.allows === undefined ? point : bucket;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html: nothing is said of other kinds. */
function throughAccessPoint({ authorization: { resource } }: Subject): boolean {
  const point = accessPointIn(resource);
  return point?.kind === 'access-point' && point.service === 's3';
}

/** Only a Deny with NotPrincipal hangs on the caller's boundary: what `decide` supposes of it is enough. */
const notRead = { status: 'unreadable', why: 'not-recorded' } as const;
const noEndpoint = notApplicable(words.note('no-vpc-endpoint'));
const ofAws = notApplicable(words.note('endpoint-is-of-aws'));
