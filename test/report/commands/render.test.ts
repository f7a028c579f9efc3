import { spawnSync } from 'node:child_process';
import type { AwsCommand } from '../../../src/judging/commands/aws-command';
import { commandTexts } from '../../../src/report/commands/command-texts';
import { commandText } from '../../../src/report/commands/render';

const command = (parameters: AwsCommand['parameters'], operation = 'PutThing'): AwsCommand => ({
  service: 's3api',
  operation,
  parameters,
});

test.each([
  ['a switch', command({ BypassGovernanceRetention: true }), 'aws s3api put-thing --bypass-governance-retention'],
  ['a name', command({ Bucket: 'b' }), 'aws s3api put-thing --bucket b'],
  ['what is not known', command({ Bucket: 'b', VersionId: undefined }), 'aws s3api put-thing --bucket b'],
  ['a value like an option', command({ Key: '--debug' }), "aws s3api put-thing --key='--debug'"],
  ['a Region that nothing names', { ...command({}), region: '' }, 'aws s3api put-thing'],
  ['a Region', { ...command({}), region: 'eu-central-1' }, 'aws s3api put-thing --region eu-central-1'],
  ['names with acronyms', command({ SSEKMSKeyId: 'k' }, 'GetBucketACL'), 'aws s3api get-bucket-acl --ssekms-key-id k'],
  ['what only the reader knows', command({ Value: { fillIn: 'class' } }), "aws s3api put-thing --value '<class>'"],
  [
    'a document',
    command({ Policy: { json: { a: "it's" } } }),
    `aws s3api put-thing --policy '{\n  "a": "it\\u0027s"\n}'`,
  ],
])('%s', (_, given, wanted) => expect(commandText(given)).toBe(wanted));

test.each([
  ['a line break', 'a\nb'],
  ['a file that the AWS CLI would read', 'file:///etc/passwd'],
])('no command is made of a name that holds %s', (_, name) => {
  expect(commandText(command({ Key: name }))).toBeUndefined();
});

test('a long command stands in lines that a shell joins', () => {
  const bucket = 'b'.repeat(63);
  expect(commandText(command({ Bucket: bucket, Key: 'k' }))).toBe(
    `aws s3api put-thing \\\n  --bucket ${bucket} \\\n  --key k`,
  );
});

test('none is made after one that failed, and none with the credentials of another', () => {
  const calls = [
    { ...command({}, 'CreateIt'), account: '1' },
    { ...command({}, 'AttachIt'), account: '1' },
    { ...command({}, 'DetachIt'), account: '2' },
  ];
  const text = commandTexts(calls)!;
  expect(text.split('\n')).toEqual([
    '# in account 1',
    'aws s3api create-it &&',
    'aws s3api attach-it',
    '# in account 2',
    'aws s3api detach-it',
  ]);
  const failing = `aws() { echo "$2"; [ "$2" != create-it ]; }\n${text.split('# in account 2')[0]}`;
  expect(spawnSync('/bin/sh', ['-s'], { input: failing, encoding: 'utf8' }).stdout).toBe('create-it\n');
});
