import { consoleUrl } from '../../../src/report/links/console';

test.each([
  [
    'arn:aws:s3:::b',
    'eu-west-1',
    'https://eu-west-1.console.aws.amazon.com/s3/buckets/b?region=eu-west-1&tab=permissions',
  ],
  [
    'arn:aws:s3:::b/a/c d.csv',
    'eu-west-1',
    'https://eu-west-1.console.aws.amazon.com/s3/object/b?region=eu-west-1&prefix=a%2Fc+d.csv',
  ],
  [
    'arn:aws-cn:s3:::b',
    'cn-north-1',
    'https://cn-north-1.console.amazonaws.cn/s3/buckets/b?region=cn-north-1&tab=permissions',
  ],
  [
    'arn:aws-us-gov:s3:::b',
    'us-gov-west-1',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/s3/buckets/b?region=us-gov-west-1&tab=permissions',
  ],
  ['arn:aws:iam::111122223333:role/path/app', undefined, 'https://console.aws.amazon.com/iam/home#/roles/details/app'],
  ['arn:aws:iam::111122223333:user/ann', undefined, 'https://console.aws.amazon.com/iam/home#/users/details/ann'],
  [
    'arn:aws:iam::111122223333:policy/p/Read',
    undefined,
    'https://console.aws.amazon.com/iam/home#/policies/details/arn%3Aaws%3Aiam%3A%3A111122223333%3Apolicy%2Fp%2FRead',
  ],
  [
    'arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1',
    undefined,
    'https://console.aws.amazon.com/organizations/v2/home/policies/service-control-policy/p-1',
  ],
  [
    'arn:aws:kms:eu-west-1:111122223333:key/1234',
    undefined,
    'https://eu-west-1.console.aws.amazon.com/kms/home?region=eu-west-1#/kms/keys/1234',
  ],
  [
    'arn:aws-cn:s3:::evidence/runs/a-1/',
    'cn-north-1',
    'https://cn-north-1.console.amazonaws.cn/s3/buckets/evidence?region=cn-north-1&prefix=runs%2Fa-1%2F&tab=objects',
  ],
  [
    'arn:aws:states:eu-west-1:111122223333:execution:m:e',
    undefined,
    'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn%3Aaws%3Astates%3Aeu-west-1%3A111122223333%3Aexecution%3Am%3Ae',
  ],
])('%s', (arn, region, url) => expect(consoleUrl(arn, region)).toBe(url));

test.each([
  'arn:aws:kms:eu-west-1:111122223333:alias/a',
  'arn:aws:s3:eu-west-1:111122223333:accesspoint/a',
  'arn:aws:sts::111122223333:assumed-role/a/s',
  'arn:aws:sqs:eu-west-1:111122223333:q',
  'arn:evil:s3:::b',
  'b',
])('%s has no page', (arn) => expect(consoleUrl(arn)).toBeUndefined());

test.each([
  '"><script>',
  'javascript:alert(1)',
  'a b',
  '](https://evil.example)',
  '%2e%2e',
  '../..',
  'a#b?c&d',
  '@evil.example',
  '\\evil',
])('a name such as %s stays in its place', (name) => {
  for (const arn of [
    `arn:aws:s3:::b/${name}`,
    `arn:aws:iam::111122223333:role/x/${name}`,
    `arn:aws:kms:eu-west-1:111122223333:key/${name}`,
  ]) {
    const url = consoleUrl(arn, 'eu-west-1') ?? '';
    expect(new URL(url).host).toMatch(/^(?:eu-west-1\.)?console\.aws\.amazon\.com$/);
    expect(url).toMatch(/^https:\/\/[\w.-]+\/[\w/#?=&%.+:-]*$/);
  }
});

test('a Region that is none is left out', () => {
  expect(consoleUrl('arn:aws:s3:::b', 'evil.example/')).toBe(
    'https://console.aws.amazon.com/s3/buckets/b?tab=permissions',
  );
});
