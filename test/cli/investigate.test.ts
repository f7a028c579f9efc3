import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { codeOf, reportOn } from '../../cli/commands/investigate';
import { openSessions } from '../../cli/sessions';
import { layers } from '../../src/layers';
import { parseInput } from '../../src/request/forms/read-input';
import type { DeniedRequest } from '../../src/request/types';
import { type Report, reportSchema } from '../../src/report/contract';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const sample = (name: string) => join(__dirname, '../samples', name);
const recording = folder.file('recording.json', JSON.stringify(story.recording));
const records = [story.events.s3.detail, story.events.kms.detail];
const event = folder.file('event.json', JSON.stringify(story.events.s3));
const succeeded = { ...story.events.s3.detail, errorCode: undefined, errorMessage: undefined, eventID: 'other' };
const another = { ...story.events.s3.detail, eventID: 'another', eventTime: '2026-11-24T08:19:05Z' };

describe('the same denial in any form of input', () => {
  test.each<[string, string | Uint8Array]>([
    ['an EventBridge event', JSON.stringify(story.events.s3)],
    ['a record', JSON.stringify(story.events.s3.detail)],
    ['a log file with both records', JSON.stringify({ Records: records })],
    ['a log file with both records, the other first', JSON.stringify({ Records: records.toReversed() })],
    ['a gzipped log file', gzipSync(JSON.stringify({ Records: records }))],
    ['JSON lines', records.map((record) => JSON.stringify(record)).join('\n')],
  ])('%s', async (name, content) => {
    const file = folder.file(`${name.replaceAll(' ', '-')}.json`, content);
    const { code, stdout } = await culprit('investigate', '--recording', recording, '--format', 'json', file);
    const { verdict } = reportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(verdict.rootCauses.map(({ statement }) => statement?.sid)).toEqual(['DenyKeysWithoutDataClass']);
  });
});

describe('a server access log', () => {
  const line =
    '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be my-bucket [24/Nov/2026:08:12:00 +0000] 203.0.113.10 - 3E57427F3EXAMPLE REST.GET.OBJECT reports/2026/q3.csv "GET /reports/2026/q3.csv HTTP/1.1" 403 SignatureDoesNotMatch 1043 - 12 - "-" "aws-cli/2.36.17" - s9lzHYrFp76ZVxRcpX9+5c= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader my-bucket.s3.amazonaws.com TLSv1.3 - - us-east-1';
  const read = line.replace('403 SignatureDoesNotMatch', '200 -').replace('3E57427F3', '3E57427F4');
  const rest = ['--recording', recording, '--region', 'eu-central-1', '--format', 'json'];

  test.each([
    ['plain', `${line}\n${read}\n`],
    ['gzipped', gzipSync(`${line}\n${read}\n`)],
    ['with the line ends of Windows', `${line}\r\n${read}\r\n`],
  ])('%s', async (name, content) => {
    const { stdout, stderr, code } = await culprit('investigate', ...rest, folder.file(`${name}.log`, content));
    const { verdict, request, unknowns } = reportSchema.parse(JSON.parse(stdout));
    expect(verdict.rootCauses).toMatchObject([
      { layer: 'credentials-and-signature', setting: 'SignatureDoesNotMatch' },
    ]);
    // Its host tells no Region.
    expect(request.region).toBe('eu-central-1');
    expect(JSON.stringify(unknowns)).not.toContain('Region is missing');
    expect(stderr).toContain('1 of 2 records are no denied S3 requests: 1 succeeded');
    expect(code).toBe(0);
  });

  test.each([
    ['a line that is cut', `${line}\n${line.slice(0, 240)}`, /it is cut, or its quotes are ambiguous/],
    ['a line of something else', `${line}\nhello`, /line 2 is neither JSON nor a line of an access log/],
  ])('%s is named, and hides no other', async (name, content, message) => {
    const { stdout, stderr } = await culprit('investigate', ...rest, folder.file(`${name}.log`, content));
    expect(stderr).toMatch(message);
    expect(reportSchema.parse(JSON.parse(stdout)).verdict.status).toBe('denied');
  });
});

describe('several records', () => {
  const several = folder.file(
    'several.jsonl',
    [succeeded, ...records, another].map((one) => JSON.stringify(one)).join('\n'),
  );

  test('give one line of JSON for each denial; the others are counted on standard error', async () => {
    const { code, stdout, stderr } = await culprit(
      'investigate',
      '--recording',
      recording,
      '--format',
      'json',
      several,
    );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => reportSchema.parse(JSON.parse(line)).verdict.status)).toEqual(['denied', 'denied']);
    expect(stderr).toMatch(/1 of \d records are no denied S3 requests: 1 succeeded/);
    expect(code).toBe(0);
  });

  test('none of which was denied give exit code 3', async () => {
    const file = folder.file('none.jsonl', [succeeded, succeeded].map((one) => JSON.stringify(one)).join('\n'));
    const { code, stdout } = await culprit('investigate', file);
    expect([code, stdout]).toEqual([3, '']);
  });
});

describe('formats', () => {
  test.each([
    ['text', /^orders-report-role cannot read/],
    ['markdown', /^## `orders-report-role` cannot read/],
    ['html', /^<!doctype html>/],
    ['slack', /^\{\n {2}"text"/],
    ['json', /^\{\n {2}"schemaVersion": 1/],
  ])('%s', async (format, begins) => {
    const { stdout } = await culprit('investigate', '--recording', recording, '--format', format, event);
    expect(stdout).toMatch(begins);
    expect(stdout).toContain('DenyKeysWithoutDataClass');
  });

  test('findings stand in registry order, every layer, one for each authorization', async () => {
    const { stdout } = await culprit('investigate', '--recording', recording, event);
    const { findings, request } = reportSchema.parse(JSON.parse(stdout));
    expect(findings.map(({ layer }) => layer)).toEqual(
      layers.flatMap(({ id }) => request.authorizations.map(() => id)),
    );
  });
});

describe('with AWS out of reach after it was reached', () => {
  const before = { ...process.env };
  beforeAll(async () => {
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${await closedPort()}`;
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'nothing';
  });
  afterAll(() => {
    process.env = before;
  });

  test.each([
    ['s01_getobject_same_account_implicit_identity.json', ['identity-policies']],
    ['s02_putobject_denied_scp_with_policy_arn.json', ['service-control-policies']],
    ['s03b_listobjects_cross_account_caller_copy.json', ['bucket-policy']],
    ['s05b_kms_decrypt_denied_via_s3.json', ['identity-policies']],
    ['s06b_vpce_denied_network_activity_same_account.json', ['vpc-endpoint-policy']],
    ['s07_getobject_via_access_point.json', ['access-point-policy', 'bucket-policy']],
  ])('the layer that AWS names is named, and what could not be read: %s', async (name, expected) => {
    const report = await outOfReach(name);
    const { verdict, unknowns } = report;
    expect([...new Set(verdict.rootCauses.map(({ layer }) => layer))].sort()).toEqual(expected);
    expect(verdict.certainty).toBe('possible');
    expect(unknowns.map(({ why }) => why).join()).toContain('no connection to AWS');
  });

  test('a text that names nothing names no layer', async () => {
    const report = await outOfReach('s09_headobject_denied.json');
    const { verdict } = report;
    expect({ code: codeOf(report), roots: verdict.rootCauses, status: verdict.status }).toEqual({
      code: 4,
      roots: [],
      status: 'inconclusive',
    });
  });
});

async function outOfReach(name: string): Promise<Report> {
  const [found] = parseInput(readFileSync(sample(name), 'utf8'));
  const sessions = await openSessions({ 'head-object': false, full: false });
  return reportSchema.parse(await reportOn((found as { readonly request: DeniedRequest }).request, sessions));
}

describe('explain', () => {
  const resource = story.cast.untaggedKeyArn;
  const ask = (principal: string) =>
    culprit(
      ...[
        'explain',
        '--recording',
        recording,
        '--format',
        'json',
        '--context',
        'kms:ViaService=s3.eu-central-1.amazonaws.com',
      ],
      ...['--principal', principal, '--action', 'kms:Decrypt', '--resource', resource],
    );

  test('says what denies a request that nobody made', async () => {
    const { code, stdout } = await ask(roleArn);
    const { verdict } = reportSchema.parse(JSON.parse(stdout));
    expect([code, verdict.status]).toEqual([0, 'denied']);
    expect(verdict.rootCauses[0]?.statement?.sid).toBe('DenyKeysWithoutDataClass');
  });

  test('a principal that is none is bad input', async () => {
    const { code, stdout, stderr } = await ask('me?');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/`me\?` is no principal/);
  });
});

test('what a recording does not hold is unknown, and the report says how to record it', async () => {
  const empty = folder.file('empty.json', JSON.stringify({ format: 'culprit-recording', version: 1, calls: [] }));
  const { code, stdout } = await culprit('investigate', '--recording', empty, event);
  const { unknowns } = reportSchema.parse(JSON.parse(stdout));
  // AWS's own text names the layer that denied.
  expect(code).toBe(0);
  expect(unknowns.map(({ remedy }) => remedy).join()).toContain('--save');
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test.each([
  ['terraform', 'resource "aws_organizations_policy" "proposed" {'],
  ['cdk', "new aws_organizations.CfnPolicy(this, 'Proposed', {"],
  ['cloudformation', 'Type: AWS::Organizations::Policy'],
])('with --iac %s a fix is shown as code', async (language, line) => {
  const { stdout } = await culprit('investigate', '--recording', recording, '--iac', language, event);
  expect(stdout).toContain(line);
  expect(stdout).not.toContain('aws organizations');
});

test('a language that is not known is refused', async () => {
  const { code, stderr } = await culprit('investigate', '--recording', recording, '--iac', 'pulumi', event);
  expect(code).toBe(2);
  expect(stderr).toContain('`--iac pulumi` is not known: use terraform, cdk, cloudformation');
});
