import { renderHtml } from '../../src/report/html/render-html';
import { renderMarkdown } from '../../src/report/render-markdown';
import { renderSlack } from '../../src/report/render-slack';
import { renderText } from '../../src/report/render-text';
import { accounts, denying } from '../causes/accounts';
import { event, lambdaRole, objectArn, owner, said } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import { check, denied, evaluation, guardArn, guarded, id, investigateOver, same, tail, withEvaluation } from './setup';

useTestCredentials();

describe('AWS finds the same', () => {
  const awsAccounts = withEvaluation(guarded, same);

  test('it is proven, with the statement that AWS matched', async () => {
    const { report } = await investigateOver(awsAccounts, denied());
    expect(report.verdict).toMatchObject({
      status: 'denied',
      certainty: 'proven',
      rootCauses: [{ layer: 'identity-policies', statement: { sid: 'NoReports' } }],
      awsEvaluation: { agreement: 'agrees', statements: [{ uri: guardArn, sid: 'NoReports' }], differences: [] },
    });
  });

  test('without the id it is established only, as before', async () => {
    const bare = event({ message: said(lambdaRole(), 's3:GetObject', objectArn, 'with an explicit deny') });
    const { report, received } = await investigateOver(awsAccounts, bare);
    expect(received).toEqual([]);
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'established' });
    expect(report.verdict).not.toHaveProperty('awsEvaluation');
  });

  test('every channel says so in one line', async () => {
    const { report } = await investigateOver(awsAccounts, denied());
    const line = 'evaluation agrees: statement `NoReports` of the identity-based policies';
    const channels = [
      renderText(report),
      renderMarkdown(report),
      renderHtml(report),
      JSON.stringify(renderSlack(report)),
    ];
    for (const channel of channels) expect(plain(channel)).toContain(plain(line));
  });

  test('the SDK signs for IAM in the Region of the denial, and asks for the details and each policy', async () => {
    const { received } = await investigateOver(awsAccounts, denied());
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /authorization-details/${id}`,
      `GET /authorization-details/${id}/policy?policyUri=${encodeURIComponent(guardArn)}`,
    ]);
    for (const { headers } of received) expect(headers.authorization).toMatch(/\/us-east-1\/iam\/aws4_request/);
  });

  test('a replay says the same', async () => {
    const { report, replayed } = await investigateOver(awsAccounts, denied());
    const { asOf } = report.verdict;
    expect({ ...replayed, verdict: { ...replayed.verdict, asOf } }).toEqual(report);
  });
});

/** As words, however a channel marks them. */
const plain = (text: string): string => text.replaceAll(/<[^>]*>|[`*\\]/g, '').replaceAll(/\s+/g, ' ');

test('pages are read to the last', async () => {
  const other = { ...evaluation('ALLOW'), action: 's3:GetObjectTagging' };
  const paged = { ...same, evaluations: [other, other, ...same.evaluations!], pageSize: 1 };
  const { report, received } = await investigateOver(withEvaluation(guarded, paged), denied());
  expect(received.filter(({ path }) => !path.includes('/policy'))).toHaveLength(3);
  expect(report.verdict).toMatchObject({ certainty: 'proven', awsEvaluation: { agreement: 'agrees' } });
});

describe('AWS shows no checks', () => {
  test('its decision is shown, and proves nothing', async () => {
    const partial = { ...same, evaluations: [evaluation('EXPLICIT_DENY')] };
    const { report } = await investigateOver(withEvaluation(guarded, partial), denied());
    expect(report.verdict).toMatchObject({
      status: 'denied',
      certainty: 'established',
      awsEvaluation: { agreement: 'open', showsChecks: false, effects: [{ effect: 'EXPLICIT_DENY' }], differences: [] },
    });
  });

  test('the statements that it names beside the whole do prove', async () => {
    const matchedPolicies = [{ uri: guardArn, matchedStatements: [{ sid: 'NoReports', evaluatedEffect: 'DENY' }] }];
    const partial = { ...same, evaluations: [evaluation('EXPLICIT_DENY', { matchedPolicies })] };
    const { report } = await investigateOver(withEvaluation(guarded, partial), denied());
    expect(report.verdict).toMatchObject({ certainty: 'proven', awsEvaluation: { agreement: 'agrees' } });
  });
});

describe('AWS finds something else', () => {
  test.each([
    [
      'another gate',
      [check('SERVICE_CONTROL_POLICY', 'EXPLICIT_DENY', ['scp', 'Guardrail']), check('PRINCIPAL', 'ALLOW')],
    ],
    ['another statement', [check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, 'Another'])]],
    ['another policy', [check('PRINCIPAL', 'EXPLICIT_DENY', ['arn:aws:iam::aws:policy/AWSDenyAll', 'NoReports'])]],
    ['another kind of denial', [check('PRINCIPAL', 'IMPLICIT_DENY')]],
    ['that this gate let it pass', [check('PRINCIPAL', 'ALLOW')]],
  ])('%s: both sides are shown, and nothing is sure', async (_, checks) => {
    const evaluated = { ...same, evaluations: [evaluation('EXPLICIT_DENY', { checks })] };
    const { report } = await investigateOver(withEvaluation(guarded, evaluated), denied());
    expect(report.verdict.certainty).toBe('possible');
    const { agreement, differences } = report.verdict.awsEvaluation!;
    expect(agreement).toBe('differs');
    expect(differences.some(({ ours }) => ours.some(({ layer }) => layer === 'identity-policies'))).toBe(true);
    expect(differences[0]?.summary).toMatch(/^AWS says .*Culprit finds: /);
    expect(plain(renderText(report))).toContain(plain('its own evaluation differs'));
  });

  test('without checks: an implicit deny where a statement denies', async () => {
    const evaluated = { ...same, evaluations: [evaluation('IMPLICIT_DENY')] };
    const { report } = await investigateOver(withEvaluation(guarded, evaluated), denied());
    expect(report.verdict).toMatchObject({
      certainty: 'possible',
      awsEvaluation: { agreement: 'differs', differences: [{ decision: 'explicit-deny' }] },
    });
  });
});

test('a gate that cannot be read is named by AWS, and left open', async () => {
  const unread = { ...guarded, refuses: [{ service: 'iam', operation: 'ListAttachedRolePolicies' }] };
  const evaluated = { ...same, policies: [] };
  const { report } = await investigateOver(withEvaluation(unread, evaluated), denied());
  expect(report.verdict.rootCauses).toMatchObject([{ layer: 'identity-policies', outcome: 'unknown' }]);
  expect(report.verdict.awsEvaluation).toMatchObject({ agreement: 'open', differences: [] });
});

describe('the context that AWS used becomes known', () => {
  const ofVpc = {
    bucket: { policy: denying('OnlyFromHere', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }) },
  };
  const message = said(lambdaRole(), 's3:GetObject', objectArn, `with an explicit deny${tail}`);
  const fromEndpoint = denied({ message, more: { vpcEndpointId: 'vpce-1', vpcEndpointAccountId: owner } });
  const used = (sourceVpc: string) => ({
    ...same,
    evaluations: [evaluation('EXPLICIT_DENY', { context: { 'aws:sourcevpc': sourceVpc } })],
    policies: [],
  });

  test('before, nobody knows it', async () => {
    const { report } = await investigateOver(accounts(ofVpc), fromEndpoint);
    expect(report.verdict).toMatchObject({ certainty: 'possible' });
  });
  test('the statement that asks for it is judged', async () => {
    const { report } = await investigateOver(withEvaluation(ofVpc, used('vpc-2')), fromEndpoint);
    const [cause] = report.verdict.rootCauses;
    expect(cause).toMatchObject({ layer: 'bucket-policy', statement: { sid: 'OnlyFromHere' } });
    expect(cause?.conditions).toMatchObject([{ key: 'aws:SourceVpc', seen: ['vpc-2'], result: 'matches' }]);
    expect(report.verdict.status).toBe('denied');
  });
  test('or excluded', async () => {
    const { report } = await investigateOver(withEvaluation(ofVpc, used('vpc-1')), fromEndpoint);
    expect(report.verdict.rootCauses.map(({ layer }) => layer)).not.toContain('bucket-policy');
    expect(report.verdict.suspects.map(({ layer }) => layer)).not.toContain('bucket-policy');
  });
});
