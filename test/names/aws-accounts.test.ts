import { RegionInfo } from 'aws-cdk-lib/region-info';
import { serviceOfAccount } from '../../src/names/aws-accounts';

/** As the CDK knows them, without the partitions of ARNs that Culprit does not read. */
const accounts = RegionInfo.regions
  .filter(({ partition = '' }) => ['aws', 'aws-cn', 'aws-us-gov'].includes(partition))
  .flatMap(({ name, elbv2Account }) => (elbv2Account === undefined ? [] : [[name, elbv2Account] as const]));

test('the CDK knows such accounts', () => expect(accounts.length).toBeGreaterThan(20));

test.each(accounts)('load balancers of %s write from account %s', (_, account) => {
  expect(serviceOfAccount(account)).toBe('Elastic Load Balancing');
});

test('an account that is called by a word is AWS’s own', () => {
  expect(serviceOfAccount('cloudfront')).toBe('CloudFront');
  expect(serviceOfAccount('aws internal')).toBe('aws internal');
});

test.each([['111122223333'], ['444455556666'], [''], [undefined]])('%s is no account of a service', (account) => {
  expect(serviceOfAccount(account)).toBeUndefined();
});
