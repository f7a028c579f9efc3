import { callsIn, refusedOf } from '../../setup/aws-cli';

test.each([
  ['an operation that is none', ['s3api', 'put-bucket-wish'], 'there is no `s3api put-bucket-wish`'],
  ['a service that is none', ['s4', 'ls'], 'there is no `s4 ls`'],
  ['an option that is none', ['kms', 'enable-key', '--key-id', 'k', '--now'], '`kms enable-key` has no --now'],
  ['what is lacking', ['kms', 'enable-key'], '`kms enable-key` lacks --key-id'],
  ['what is no JSON', ['kms', 'enable-key', '--key-id', '{"a":'], 'no JSON: {"a":'],
])('the check of commands sees %s', (_, words, refused) => expect(refusedOf(words)).toEqual([refused]));

test.each([
  ['s3api', 'get-object', '--bucket', 'b', '--key', 'k', 'file'],
  ['iam', 'put-role-policy', '--role-name', 'r', '--policy-name', 'p', '--policy-document', '{}'],
  ['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', 'vpce-1', '--policy-document', '{}', '--region', 'us-east-1'],
])('and nothing wrong in %s %s', (...words) => expect(refusedOf(words)).toEqual([]));

test('calls are split as a shell splits them', () => {
  expect(callsIn(["# in account 1\naws a 'b c' \\\n  --d='-e'", 'aws f'])).toEqual([['a', 'b c', '--d=-e'], ['f']]);
  expect(() => callsIn(["aws 'a"])).toThrow('a shell does not take it');
});
