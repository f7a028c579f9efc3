/** YAML: what is no text, and lines that have no end. */
import { longestValue } from '../../../src/request/forms/framing/frame';
import { framer } from '../../../src/request/forms/framing/frames';
import { parseInput, type Found } from '../../../src/request/forms/read-input';

const recordWith = (parameter: string) => `Records:
- eventVersion: "1.11"
  eventID: e
  requestID: r
  eventTime: "2026-11-20T08:14:01Z"
  eventSource: s3.amazonaws.com
  eventName: DeleteObject
  awsRegion: us-east-1
  errorCode: AccessDenied
  userIdentity:
    type: IAMUser
    arn: arn:aws:iam::111122223333:user/ann
    accountId: "111122223333"
  requestParameters:
    bucketName: b
    key: k
    versionId: ${parameter}
`;
const versionIn = ([one]: readonly Found[]): string | undefined | Found =>
  one?.is === 'denied' ? one.request.versionId : one;

// The id of what was written before the bucket had versions: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VersioningWorkflows.html
test.each([
  [`'null'`, 'null'],
  ['"null"', 'null'],
  ['null', undefined],
  ['~', undefined],
  ['', undefined],
  ['v1', 'v1'],
])('versionId: %s', (written, is) => {
  const found = parseInput(recordWith(written));
  expect(found).toHaveLength(1);
  expect(versionIn(found)).toBe(is);
});

test('a line that has no end is not kept', () => {
  const { push, end } = framer();
  const before = [...push(recordWith('v1')), ...push('- eventVersion: ')];
  const piece = 'x'.repeat(64 * 1024);
  const pieces = Array.from({ length: longestValue / piece.length + 1 }, () => push(piece));
  expect(pieces.flat()).toEqual([{ is: 'too-long', line: 18 }]);
  const [record] = [...before, ...end()];
  expect(record).toMatchObject({ is: 'json', text: expect.stringContaining('"versionId":"v1"') });
});
