import { actionNamed, checkKind, resourceNamed } from '../../cli/question/words';

test.each([
  ['read', 's3:GetObject'],
  ['GetObject', 's3:GetObject'],
  ['s3:getobject', 's3:GetObject'],
  ['HeadObject', 's3:GetObject'],
  ['ListObjectsV2', 's3:ListBucket'],
  ['kms:decrypt', 'kms:Decrypt'],
  ['list', 's3:ListBucket'],
])('the action %s is %s', (typed, action) => expect(actionNamed(typed)).toBe(action));

test.each([
  ['s3:GetObjekt', /there is no action `s3:GetObjekt` \(did you mean `s3:GetObject`\?\)/],
  ['raed', /did you mean `read`/],
  ['PutObjct', /did you mean `PutObject`/],
  ['kms:Decrpyt', /did you mean `kms:Decrypt`/],
  ['s3:Xyzzyplugh', /^there is no action `s3:Xyzzyplugh`$/],
])('the action %s is refused', (typed, sentence) => expect(() => actionNamed(typed)).toThrow(sentence));

test.each([
  ['s3://my-bucket/a/b.csv', 'arn:aws-cn:s3:::my-bucket/a/b.csv'],
  ['my-bucket/a/b.csv', 'arn:aws-cn:s3:::my-bucket/a/b.csv'],
  ['my-bucket', 'arn:aws-cn:s3:::my-bucket'],
  ['s3://my-bucket/', 'arn:aws-cn:s3:::my-bucket'],
  ['arn:aws:kms:eu-west-1:111122223333:key/1', 'arn:aws:kms:eu-west-1:111122223333:key/1'],
])('the resource %s is %s', (typed, arn) => expect(resourceNamed(typed, 'aws-cn')).toBe(arn));

test('what names no bucket is refused', () =>
  expect(() => resourceNamed('My Bucket', 'aws')).toThrow(/names no bucket/));

test.each([
  ['s3:GetObject', 'arn:aws:s3:::b', /asked of an object.*did you mean `arn:aws:s3:::b\/KEY`/],
  ['s3:ListBucket', 'arn:aws:s3:::b/k', /asked of a bucket.*did you mean `arn:aws:s3:::b`/],
  ['kms:Decrypt', 'arn:aws:s3:::b/k', /asked of a KMS key/],
])('%s of %s is refused', (action, resource, sentence) => expect(() => checkKind(action, resource)).toThrow(sentence));

test.each([
  ['s3:GetObject', 'arn:aws:s3:::b/k'],
  ['s3:ListBucket', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/ap'],
  ['s3:ListAllMyBuckets', '*'],
])('%s of %s is asked', (action, resource) => expect(() => checkKind(action, resource)).not.toThrow());
