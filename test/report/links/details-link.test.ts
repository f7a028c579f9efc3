import { detailsLink } from '../../../src/report/links/details-link';
import type { AwsSaid } from '../../../src/request/said/aws-said';

const said: AwsSaid = { is: 'reason', deny: 'explicit', action: 's3:GetObject', clause: '', authorizationId: 'a1' };
const path = (region: string) => `/iam/home?region=${region}#/authorization-details/a1`;

test.each([
  ['us-east-1', 'aws', `https://us-east-1.console.aws.amazon.com${path('us-east-1')}`],
  ['cn-north-1', 'aws-cn', `https://cn-north-1.console.amazonaws.cn${path('cn-north-1')}`],
  ['us-gov-west-1', 'aws-us-gov', `https://us-gov-west-1.console.amazonaws-us-gov.com${path('us-gov-west-1')}`],
] as const)('the console of %s', (region, partition, link) =>
  expect(detailsLink({ said, region, partition })).toBe(link),
);

test.each<[string, AwsSaid, string]>([
  ['a text without an id', { ...said, authorizationId: undefined } as never, 'us-east-1'],
  ['a text that is not weighed', { is: 'odd', text: 'a1', why: '' }, 'us-east-1'],
  ['a Region that is none', said, 'evil.example/#'],
])('%s has no link', (_, of, region) => expect(detailsLink({ said: of, region, partition: 'aws' })).toBeUndefined());
