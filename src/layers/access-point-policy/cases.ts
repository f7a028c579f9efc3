import { accessPointCases, policyOf, through } from '../../judging/cases/access-points';
import { absent, type Case } from '../../judging/cases/cases';

const arn = 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap';
const resource = `${arn}/object/a.txt`;
const point = { arn, resource, objects: `${arn}/object/*`, action: 's3:GetObject', otherAction: 's3:PutObject' };
const { request, allow } = through(point);
const ofStranger = (text: string) => text.replace('111122223333', '777788889999');

export const cases: readonly Case[] = [
  ...accessPointCases(point),
  {
    when: "it has no policy, and neither it nor the bucket is of the caller's account",
    request: { accessPoint: ofStranger(arn) },
    authorization: { resource: ofStranger(resource), resourceAccountId: '444455556666' },
    evidence: { policy: absent },
    outcome: 'does-not-allow',
  },
  {
    when: 'a tag decides that nobody knows',
    ...request,
    authorization: { resource, context: { known: {}, unknown: [{ key: 'aws:PrincipalTag/*', why: 'not-told' }] } },
    evidence: policyOf(allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  {
    when: 'the request came through a Multi-Region Access Point',
    request: { accessPoint: 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap' },
    outcome: 'does not apply',
  },
];
