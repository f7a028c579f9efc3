import { accessLogBlocks, accessLogUnknowns } from '../../src/report/access-logging';
import { renderSlack } from '../../src/report/render-slack';
import { renderText } from '../../src/report/render-text';
import type { Report } from '../../src/verdict/types';
import { story } from '../setup/reports';

const off = {
  code: 'access-logging-off',
  facts: { bucket: 'my-bucket', region: 'eu-central-1', account: '111122223333' },
};
const on = {
  code: 'access-logging-on',
  facts: {
    bucket: 'my-bucket',
    target: 'my-logs',
    prefix: 'access/',
    time: '2026-11-30T23:14:12Z',
    requestId: '3E57427F3EXAMPLE',
  },
};
const open: Partial<Report['verdict']> = { status: 'inconclusive', certainty: 'possible', rootCauses: [] };

/** A report of which one layer says so. */
function reportOf(note: typeof off | typeof on | undefined, verdict: Partial<Report['verdict']> = open): Report {
  const finding = { layer: 'some-state', authorization: { action: 's3:GetObject', resource: null } } as const;
  return {
    ...story,
    verdict: { ...story.verdict, ...verdict },
    findings: [{ ...finding, outcome: 'allows', notes: note === undefined ? [] : [note] }],
  };
}
const textOf = (report: Report): string => JSON.stringify(accessLogBlocks(report)).replaceAll('\\"', '"');

describe('it is told where the denial is not explained', () => {
  const [cause] = story.verdict.rootCauses;
  test.each<readonly [string, Partial<Report['verdict']>, boolean]>([
    ['nothing could be concluded', open, true],
    ['it would be allowed now', { status: 'would-be-allowed-now', rootCauses: [] }, true],
    ['several may have denied it', { rootCauses: [cause!, cause!] }, true],
    ['the cause is only possible', { certainty: 'possible' }, true],
    ['the cause is known', {}, false],
    ['a question was asked', { status: 'allowed', rootCauses: [] }, false],
  ])('%s', (_, verdict, expected) => {
    for (const note of [off, on]) {
      const report = reportOf(note, verdict);
      expect(accessLogBlocks(report).length > 0).toBe(expected);
      expect(accessLogUnknowns(report.verdict, report.findings)).toHaveLength(expected ? 1 : 0);
    }
  });

  test('and never where nobody read whether there is a log', () => {
    expect(accessLogBlocks(reportOf(undefined))).toEqual([]);
    expect(accessLogUnknowns(reportOf(undefined).verdict, reportOf(undefined).findings)).toEqual([]);
  });
});

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
  ])('the section tells %s', (_, words) => expect(textOf(reportOf(off)).toLowerCase()).toContain(words.toLowerCase()));

  test('the JSON report tells the command', () => {
    const [unknown] = accessLogUnknowns(reportOf(off).verdict, reportOf(off).findings);
    expect(unknown).toMatchObject({ layer: 'some-state', why: 'server access logging is off for `my-bucket`' });
    expect(unknown!.remedy).toContain('aws s3api put-bucket-logging --region eu-central-1 --bucket my-bucket');
  });

  test.each([
    ['us-gov-west-1', 'arn:aws-us-gov:s3:::my-bucket'],
    ['cn-north-1', 'arn:aws-cn:s3:::my-bucket'],
  ])('in %s the ARNs are those of its partition', (region, arn) =>
    expect(textOf(reportOf({ ...off, facts: { ...off.facts, region } }))).toContain(arn),
  );

  test('the name of the log bucket is no longer than S3 allows', () => {
    const [, name] = /"TargetBucket":"([^"]+)"/.exec(
      textOf(reportOf({ ...off, facts: { ...off.facts, bucket: 'b'.repeat(63) } })),
    )!;
    expect(name!.length).toBe(63);
  });

  test('what is no name is a blank in the command', () => {
    const facts = { bucket: `b'; rm -rf ~`, region: '$(id)', account: '`id`' };
    const [unknown] = accessLogUnknowns(reportOf({ ...off, facts }).verdict, reportOf({ ...off, facts }).findings);
    const code = accessLogBlocks(reportOf({ ...off, facts })).flatMap((block) =>
      block.is === 'code' ? block.lines : [],
    );
    expect([unknown!.remedy, ...code].join('\n')).not.toMatch(/rm -rf|\bid\b/);
    expect(code.join('\n')).toContain('--region REGION --bucket BUCKET');
  });
});

describe('with a log', () => {
  test('the section tells where it lies, and how to find the request', () => {
    const code = accessLogBlocks(reportOf(on)).flatMap((block) => (block.is === 'code' ? block.lines : []));
    expect(code).toEqual([
      `aws s3 cp 's3://my-logs/access/' access-log --recursive --exclude '*' --include '*2026-11-30*' --include '*2026-12-01*'`,
      `grep -rhF '3E57427F3EXAMPLE' access-log > denied.log`,
      'culprit investigate denied.log',
    ]);
  });

  test('a record without an id is looked for by its status', () => {
    const { requestId: _, ...facts } = on.facts;
    expect(textOf(reportOf({ ...on, facts } as typeof on))).toContain(`grep -rhF ' 403 ' access-log`);
  });

  test('a prefix that a shell would read is in no command', () => {
    const report = reportOf({ ...on, facts: { ...on.facts, prefix: `a'$(id)` } });
    expect(accessLogBlocks(report).map(({ is }) => is)).toEqual(['heading', 'sentence']);
  });
});

test('the page shows the section, and a chat only what would settle it', () => {
  const report = reportOf(off);
  const told = { ...report, unknowns: accessLogUnknowns(report.verdict, report.findings) };
  expect(renderText(told)).toContain('Server access log\n');
  expect(renderText(told)).toContain('put-bucket-logging');
  const slack = JSON.stringify(renderSlack(told));
  expect(slack).toContain('put-bucket-logging');
  expect(slack).not.toContain('SourceAccount');
});
