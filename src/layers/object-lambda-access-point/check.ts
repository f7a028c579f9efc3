import { objectLambdaAccessPoint } from '../../evidence/readers/object-lambda-access-point';
import { objectLambdaAccessPointPolicy } from '../../evidence/readers/object-lambda-access-point-policy';
import type { Reading } from '../../evidence/define';
import type { ObjectLambdaAccessPoint } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { alsoPossible, judgementsOf } from '../../judging/also-possible';
import { unlessItsOwn } from '../../judging/request/access-point';
import type { Answer, Judgement, Subject } from '../../judging/types';
import { isQuestion, namesPolicyType } from '../../judging/request/denial';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../../judging/policy/resource-policy';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence extends ResourcePolicyEvidence {
  readonly point: Reading<ObjectLambdaAccessPoint>;
}

/** What the policy says, and what the function behind the access point may do: it must be invocable, and may answer 403. */
export function checkObjectLambda(subject: Subject, evidence: Evidence): Answer {
  const byPolicy = judgeResourcePolicy(subject, evidence, {
    reader: objectLambdaAccessPointPolicy,
    without: sharedWords.note('no-access-point-policy'),
  });
  const answer = unlessItsOwn(subject, byPolicy);
  const { request } = subject;
  // A named type of policy is not what a function answers.
  if (answer.outcome === 'denies' || namesPolicyType(request) || isQuestion(request)) return answer;
  const refused = judgementsOf(answer).map((judgement): Judgement => ({ ...judgement, denies: true }));
  return alsoPossible(answer, refused, functionOf(subject, evidence.point));
}

function functionOf(subject: Subject, point: Reading<ObjectLambdaAccessPoint>): Unknown {
  if (point.status === 'unreadable') return unreadable(objectLambdaAccessPoint, subject, point);
  const functions = point.status === 'found' ? point.value.functions.map(({ arn }) => arn) : [];
  return words.unknown('function-may-refuse', { functions: functions.join(', ') || 'its function' });
}
