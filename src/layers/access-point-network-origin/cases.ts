import { absent, found, unread, type Case } from '../../judging/cases/cases';

const through = { accessPoint: 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap' };
const inVpc = found({ name: 'my-ap', bucket: 'my-bucket', networkOrigin: 'VPC', vpcId: 'vpc-1' });
const endpoint = { is: 'endpoint', id: 'vpce-1' } as const;
const from = (vpcId: string) => found({ id: 'vpce-1', vpcId });

export const cases: readonly Case[] = [
  {
    when: 'it serves the internet',
    request: through,
    evidence: { accessPoint: found({ name: 'my-ap', bucket: 'my-bucket', networkOrigin: 'Internet' }) },
    outcome: 'allows',
    notes: ['access-point-open-to-the-internet'],
  },
  {
    when: 'it serves one VPC and no endpoint was on the path',
    request: through,
    evidence: { accessPoint: inVpc },
    outcome: 'denies',
    setting: 'NetworkOrigin=VPC',
    notes: ['request-came-from-outside-the-vpc'],
  },
  {
    when: "the request came through the console's endpoint",
    request: { ...through, endpoint: { is: 'aws-owned', id: 'vpce-9' } },
    evidence: { accessPoint: inVpc },
    outcome: 'denies',
    notes: ['request-came-through-aws'],
  },
  {
    when: 'the request came from its VPC',
    request: { ...through, endpoint },
    evidence: { accessPoint: inVpc, endpoint: from('vpc-1') },
    outcome: 'allows',
    notes: ['request-came-from-the-vpc'],
  },
  {
    when: 'the request came from another VPC',
    request: { ...through, endpoint },
    evidence: { accessPoint: inVpc, endpoint: from('vpc-2') },
    outcome: 'denies',
    notes: ['request-came-from-another-vpc'],
  },
  {
    when: 'the endpoint cannot be read',
    request: { ...through, endpoint },
    evidence: { accessPoint: inVpc, endpoint: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'the endpoint is gone',
    request: { ...through, endpoint },
    evidence: { accessPoint: inVpc, endpoint: absent },
    outcome: 'unknown',
    unknowns: ['endpoint-not-found'],
  },
  {
    when: 'it cannot be read',
    request: through,
    evidence: { accessPoint: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  { when: 'it is gone', request: through, outcome: 'unknown', unknowns: ['access-point-not-found'] },
  {
    when: 'the request came through a Multi-Region Access Point',
    request: { accessPoint: 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap' },
    outcome: 'does not apply',
  },
  { when: 'the request named the bucket', outcome: 'does not apply' },
  {
    when: 'the endpoint lies in another VPC, and both are known',
    request: { ...through, endpoint },
    evidence: { accessPoint: inVpc, endpoint: from('vpc-2') },
    outcome: 'denies',
    facts: { 'request-came-from-another-vpc': { vpcId: 'vpc-1', from: 'vpc-2' } },
  },
  {
    when: 'the key of the object is asked for',
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    request: through,
    outcome: 'does not apply',
  },
];
