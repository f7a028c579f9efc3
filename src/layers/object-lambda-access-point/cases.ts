import { accessPointCases, policyOf, through } from '../../judging/cases/access-points';
import { found, unread, type Case } from '../../judging/cases/cases';

const arn = 'arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/my-olap';
const action = 's3-object-lambda:GetObject';
/** AWS names a policy, so the function was not asked. */
const said = { is: 'reason', deny: 'implicit', policyType: 'identity-based policy', action, clause: '' } as const;
const point = {
  arn,
  resource: arn,
  objects: arn,
  action,
  otherAction: 's3-object-lambda:PutObject',
  request: { said },
};
const { request, allow, deny } = through(point);
const unsaid = { action, request: { accessPoint: arn }, authorization: { resource: arn } };

const behind = found({
  name: 'my-olap',
  supportingAccessPoint: 'my-ap',
  functions: [{ arn: 'arn:aws:lambda:us-east-1:111122223333:function:resize', actions: ['GetObject'] }],
});

export const cases: readonly Case[] = [
  ...accessPointCases(point),
  {
    when: 'the function is asked for',
    ...request,
    action: 'lambda:InvokeFunction',
    authorization: { purpose: 'companion' },
    outcome: 'does not apply',
  },
  {
    when: 'its policy allows and AWS names no policy',
    ...unsaid,
    evidence: { ...policyOf(allow()), point: behind },
    outcome: 'unknown',
    unknowns: ['function-may-refuse'],
  },
  {
    when: 'the function is not known',
    ...unsaid,
    evidence: { ...policyOf(allow()), point: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a question is asked',
    ...unsaid,
    request: { accessPoint: arn, errorCode: '' },
    evidence: policyOf(allow()),
    outcome: 'allows',
  },
  {
    when: 'its policy denies and AWS names no policy',
    ...unsaid,
    evidence: { ...policyOf(allow(), deny), point: behind },
    outcome: 'denies',
  },
  {
    when: 'its policy allows and the function may refuse',
    ...unsaid,
    evidence: {
      ...policyOf(allow()),
      point: found({ name: 'my-olap', functions: [{ arn: 'arn:f1' }, { arn: 'arn:f2' }] }),
    },
    outcome: 'unknown',
    facts: { 'function-may-refuse': { functions: 'arn:f1, arn:f2' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'neither its policy nor its function can be read',
    ...unsaid,
    evidence: { policy: unread, point: behind },
    outcome: 'unknown',
    unknowns: ['unreadable', 'function-may-refuse'],
    mayBe: ['allows', 'denies', 'does-not-allow'],
  },
];
