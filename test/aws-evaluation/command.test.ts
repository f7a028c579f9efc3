import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { policyOf, deny } from '../causes/accounts';
import { owner } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';
import { localServer, type LocalServer } from '../setup/server';
import { check, denied, evaluation, guardArn, id } from './setup';

useTestCredentials();

const folder = temporaryFolder();
const event = folder.file('event.json', JSON.stringify(denied()));
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const refused = {
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>m</Message></Error></ErrorResponse>',
};
const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${owner}:user/oncall</Arn><UserId>AIDAEXAMPLE</UserId><Account>${owner}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** Only IAM's toolbox answers, at the endpoint of all services. */
const answering = (statement: string): Promise<LocalServer> =>
  localServer(({ path, body }) => {
    if (body.startsWith('Action=GetCallerIdentity')) return { headers: { 'content-type': 'text/xml' }, body: identity };
    if (!path.startsWith(`/authorization-details/${id}`)) return refused;
    if (path.includes('/policy')) return json({ policyDocument: policyOf(deny('NoReports')) });
    const checks = [check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, statement])];
    const policies = [{ type: 'IDENTITY_BASED_POLICY', uri: guardArn, attachedTo: [] }];
    return json({ requestContext: {}, evaluations: [evaluation('EXPLICIT_DENY', { checks })], policies });
  });

async function investigated(statement: string, ...more: readonly string[]) {
  const server = await answering(statement);
  process.env['AWS_ENDPOINT_URL'] = server.origin;
  try {
    return await culprit('investigate', event, '--format', 'json', ...more);
  } finally {
    await server.close();
  }
}

test('what was read is kept where AWS says something else, and replays to the same', async () => {
  const { stdout, stderr } = await investigated('Another');
  const report = JSON.parse(stdout) as { verdict: { awsEvaluation: { agreement: string } } };
  expect(report.verdict.awsEvaluation.agreement).toBe('differs');
  const [, kept = ''] = /is kept in (\S+) \(/.exec(stderr) ?? [];
  try {
    expect(readFileSync(kept, 'utf8')).toContain('GetRequestAuthorizationDetails');
    expect(readFileSync(kept, 'utf8')).not.toMatch(/AKIATEST|Signature=/);
    const replay = await culprit('investigate', event, '--format', 'json', '--recording', kept);
    const replayed = JSON.parse(replay.stdout) as typeof report;
    expect(replayed.verdict.awsEvaluation).toEqual(report.verdict.awsEvaluation);
    expect(replay.stderr).not.toContain('is kept in');
  } finally {
    rmSync(dirname(kept), { recursive: true });
  }
});

test('nothing is kept where AWS says the same', async () => {
  const { stdout, stderr } = await investigated('NoReports');
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: { certainty: 'proven', awsEvaluation: { agreement: 'agrees' } },
  });
  expect(stderr).not.toContain('is kept in');
});

test('nothing more is kept where all is saved', async () => {
  const { stderr } = await investigated('Another', '--save', `${folder.path}/saved.json`);
  expect(stderr).not.toContain('is kept in');
});
