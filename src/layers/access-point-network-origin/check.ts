import { accessPoint } from '../../evidence/readers/access-point';
import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import type { Reading } from '../../evidence/define';
import type { AccessPoint } from '../../evidence/values';
import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly accessPoint: Reading<AccessPoint>;
  readonly endpoint: Reading<{ readonly vpcId?: string }>;
}

const setting = 'NetworkOrigin=VPC';

/** An access point made for one VPC refuses whoever comes from elsewhere. */
export function checkNetworkOrigin(subject: Subject, evidence: Evidence): Answer {
  const { endpoint } = subject.request;
  if (evidence.accessPoint.status === 'unreadable') {
    return cannotKnow([unreadable(accessPoint, subject, evidence.accessPoint)]);
  }
  if (evidence.accessPoint.status === 'absent') return cannotKnow([words.unknown('access-point-not-found')]);
  const { networkOrigin, vpcId = '' } = evidence.accessPoint.value;
  if (networkOrigin === 'Internet') return passes(words.note('access-point-open-to-the-internet'));
  if (endpoint.is === 'none') return forbids(setting, [words.note('request-came-from-outside-the-vpc', { vpcId })]);
  if (endpoint.is === 'aws-owned')
    return forbids(setting, [words.note('request-came-through-aws', { vpcId, endpoint: endpoint.id })]);
  if (evidence.endpoint.status === 'unreadable')
    return cannotKnow([unreadable(vpcEndpoint, subject, evidence.endpoint)]);
  const from = evidence.endpoint.status === 'found' ? evidence.endpoint.value.vpcId : undefined;
  if (from === undefined) return cannotKnow([sharedWords.unknown('endpoint-not-found', { endpoint: endpoint.id })]);
  return from === vpcId
    ? passes(words.note('request-came-from-the-vpc', { vpcId }))
    : forbids(setting, [words.note('request-came-from-another-vpc', { vpcId, from })]);
}
