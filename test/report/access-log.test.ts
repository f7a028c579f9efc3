import type { Report } from '../../src/report/contract';
import type { Block } from '../../src/report/page/block';
import { page } from '../../src/report/page/page';
import { renderText } from '../../src/report/render-text';
import type { VerdictUnknown } from '../../src/verdict/verdict-unknowns';
import { reportWith } from '../setup/reports';

const facts = { bucket: 'my-bucket', region: 'eu-central-1', account: '111122223333' };
const place = { bucket: 'my-bucket', target: 'my-logs', prefix: 'access/', time: '2026-11-30T23:14:12Z' };
const off = (more: Partial<typeof facts> = {}): VerdictUnknown => ({
  code: 'access-log-off',
  facts: { ...facts, ...more },
});
const on = (more: Partial<typeof place & { readonly requestId: string }> = {}): VerdictUnknown => ({
  code: 'access-log-not-read',
  facts: { ...place, ...more },
});

const reportOf = (unknown: VerdictUnknown): Report => reportWith({ unknowns: [{ layer: 'some-state', ...unknown }] });
function sectionOf(unknown: VerdictUnknown): readonly Block[] {
  const blocks = page(reportOf(unknown));
  const from = blocks.findIndex((block) => block.is === 'heading' && block.text === 'Server access log');
  const to = blocks.findIndex((block, at) => at > from && block.is === 'heading');
  return blocks.slice(from, to);
}
const textOf = (unknown: VerdictUnknown): string => JSON.stringify(sectionOf(unknown)).replaceAll('\\"', '"');
const codeOf = (unknown: VerdictUnknown): readonly string[] =>
  sectionOf(unknown).flatMap((block) => (block.is === 'code' ? block.lines : []));

describe('without a log', () => {
  test.each([
    ['the command', `--region eu-central-1 --bucket my-bucket --bucket-logging-status '{"LoggingEnabled":`],
    ['the log bucket', '"TargetBucket":"my-bucket-access-logs"'],
    ['who may write there', '"Service": "logging.s3.amazonaws.com"'],
    ['for which bucket', '"aws:SourceArn": "arn:aws:s3:::my-bucket"'],
    ['for which account', '"aws:SourceAccount": "111122223333"'],
    ['that it is late', 'hours late'],
    ['where it must lie', 'same account and Region'],
    ['what it does not show', 'VPC endpoint'],
    ['what it costs', 'storage is all that it costs'],
  ])('the section tells %s', (_, words) => expect(textOf(off()).toLowerCase()).toContain(words.toLowerCase()));

  test('the JSON report tells the command', () => {
    const [unknown] = reportOf(off()).unknowns;
    expect(unknown).toMatchObject({ code: 'access-log-off', why: 'server access logging is off for `my-bucket`' });
    expect(unknown!.remedy).toContain('aws s3api put-bucket-logging --region eu-central-1 --bucket my-bucket');
  });

  test.each([
    ['us-gov-west-1', 'arn:aws-us-gov:s3:::my-bucket'],
    ['cn-north-1', 'arn:aws-cn:s3:::my-bucket'],
  ])('in %s the ARNs are those of its partition', (region, arn) => expect(textOf(off({ region }))).toContain(arn));

  test('the name of the log bucket is no longer than S3 allows', () => {
    const [, name] = /"TargetBucket":"([^"]+)"/.exec(textOf(off({ bucket: 'b'.repeat(63) })))!;
    expect(name!.length).toBe(63);
  });

  test('what is no name is a blank in the command', () => {
    const hostile = off({ bucket: `b'; rm -rf ~`, region: '$(id)', account: '`id`' });
    const [unknown] = reportOf(hostile).unknowns;
    expect([unknown!.remedy, ...codeOf(hostile)].join('\n')).not.toMatch(/rm -rf|\bid\b/);
    expect(codeOf(hostile).join('\n')).toContain('--region REGION --bucket BUCKET');
  });
});

describe('with a log', () => {
  test('the section tells where it lies, and how to find the request', () =>
    expect(codeOf(on({ requestId: '3E57427F3EXAMPLE' }))).toEqual([
      `aws s3 cp 's3://my-logs/access/' access-log --recursive --exclude '*' --include '*2026-11-30*' --include '*2026-12-01*'`,
      `grep -rhF '3E57427F3EXAMPLE' access-log > denied.log`,
      'culprit investigate denied.log',
    ]));

  test.each([
    ['without an id', on()],
    ['with an id that a shell would read', on({ requestId: `'; id '` })],
  ])('a record %s is looked for by its status', (_, unknown) =>
    expect(codeOf(unknown)).toContain(`grep -rhF ' 403 ' access-log > denied.log`),
  );

  test('a prefix that a shell would read is in no command', () =>
    expect(sectionOf(on({ prefix: `a'$(id)` })).map(({ is }) => is)).toEqual(['heading', 'sentence']));
});

test('the page shows the section', () => {
  const report = reportOf(off());
  expect(renderText(report)).toContain('Server access log\n');
  expect(renderText(report).match(/put-bucket-logging/g)).toHaveLength(1);
});
