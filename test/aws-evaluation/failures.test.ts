import type { WireCall } from '../../src/evidence/place';
import type { Report } from '../../src/report/contract';
import { accounts, policyOf } from '../causes/accounts';
import { objectArn, owner, partner } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import type { Reply } from '../setup/server';
import { check, denied, evaluation, guardArn, guarded, id, investigateOver, same, tail, withEvaluation } from './setup';
import { answersOf } from './toolbox-server';

useTestCredentials();

const awsAccounts = withEvaluation(guarded, same);
const plainAccounts = accounts(guarded);
const error = (code: string, status: number, message = 'm'): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  body: JSON.stringify({ message }),
});
const unread = ({ unknowns }: Report) => unknowns.filter(({ code }) => code.startsWith('aws-evaluation'));
/** The report without the one unknown, what it says of AWS's text, and when it was made. */
const otherwise = ({ unknowns, verdict, ...rest }: Report) => ({
  ...rest,
  unknowns: unknowns.filter(({ code }) => !code.startsWith('aws-evaluation')),
  verdict: { ...verdict, asOf: '' },
});

describe('an evaluation that cannot be had is one unknown, and all else is as without it', () => {
  const refused = `User: arn:aws:sts::${owner}:assumed-role/culprit/cli is not authorized to perform: iam:GetRequestAuthorizationDetails`;
  test.each<readonly [string, Reply | undefined, object]>([
    ['expired, or of another account', error('ResourceNotFoundException', 404), { why: 'not-found' }],
    ['not of the form of an id', error('ValidationException', 400), { why: 'not-found' }],
    [
      'refused',
      error('AccessDeniedException', 403, refused),
      { why: 'access-denied', permission: 'iam:GetRequestAuthorizationDetails' },
    ],
    ['throttled', error('ThrottlingException', 429), { why: 'throttled' }],
    ['failing', error('InternalServerException', 500), { why: 'server-error' }],
    ['no JSON', { headers: { 'content-type': 'application/json' }, body: '<html>502' }, { why: 'malformed-answer' }],
    ['not there: nobody answers', { silent: true }, { why: 'timeout' }],
  ])('%s', async (_, reply, facts) => {
    const { report, replayed } = await investigateOver(awsAccounts, denied(), () => reply!);
    expect(unread(report)).toMatchObject([{ code: 'aws-evaluation-unread', layer: 'request', facts }]);
    const without = await investigateOver(plainAccounts, denied());
    expect(otherwise(report)).toEqual(otherwise(without.report));
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'established' });
    expect(otherwise(replayed)).toEqual(otherwise(report));
  });

  test('of another Region', async () => {
    const elsewhere = withEvaluation(guarded, { ...same, region: 'eu-central-1' });
    const { report } = await investigateOver(elsewhere, denied());
    expect(unread(report)).toMatchObject([{ facts: { why: 'not-found', region: 'us-east-1' } }]);
    expect(unread(report)[0]?.why).toContain('AWS has none under the id of its text in Region `us-east-1`');
  });

  test('of a caller whose account is not configured', async () => {
    const awsAccounts: Parameters<typeof investigateOver>[0] = { ...plainAccounts, withoutReader: [partner] };
    const by = {
      arn: `arn:aws:iam::${partner}:user/sam`,
      identity: { type: 'IAMUser', arn: `arn:aws:iam::${partner}:user/sam`, accountId: partner, userName: 'sam' },
    };
    const message = `User: ${by.arn} is not authorized to perform: s3:GetObject on resource: "${objectArn}" with an explicit deny${tail}`;
    const { report, received } = await investigateOver(awsAccounts, denied({ by, message }));
    expect(received).toEqual([]);
    expect(unread(report)).toHaveLength(1);
  });

  test('its policies only: the checks count all the same', async () => {
    const answer = answersOf(awsAccounts);
    const { report } = await investigateOver(awsAccounts, denied(), (call) =>
      call.operation === 'GetRequestAuthorizationPolicy' ? error('AccessDeniedException', 403) : answer(call),
    );
    expect(unread(report)).toMatchObject([
      { facts: { read: 'policies', why: 'access-denied', permission: 'iam:GetRequestAuthorizationPolicy' } },
    ]);
    expect(report.verdict).toMatchObject({ certainty: 'proven', awsEvaluation: { agreement: 'agrees' } });
  });
});

describe('hostile answers', () => {
  const answering = (details: unknown) => (call: WireCall) =>
    call.operation === 'GetRequestAuthorizationDetails'
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(details) }
      : answersOf(awsAccounts)(call);
  const whole = { requestContext: {}, evaluations: [], policies: [] };

  test.each<readonly [string, object]>([
    ['evaluations that are no list', { ...whole, evaluations: 'all' }],
    ['an evaluation that is none', { ...whole, evaluations: [7] }],
    ['an effect that is not documented', { ...whole, evaluations: [evaluation('PERHAPS')] }],
    ['checks of wrong types', { ...whole, evaluations: [evaluation('ALLOW', { checks: { checkType: 'PRINCIPAL' } })] }],
    [
      'a check with a number for its effect',
      { ...whole, evaluations: [evaluation('ALLOW', { checks: [{ checkType: 'SESSION', evaluatedEffect: 1 }] })] },
    ],
    ['a context that is a list', { ...whole, requestContext: ['a'], evaluations: [evaluation('ALLOW')] }],
    [
      'a context of thousands of keys',
      {
        ...whole,
        requestContext: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`a:${at}`, 'x'])),
        evaluations: [evaluation('ALLOW')],
      },
    ],
    [
      'thousands of checks',
      {
        ...whole,
        evaluations: [
          evaluation('ALLOW', { checks: Array.from({ length: 5_000 }, () => check('PRINCIPAL', 'ALLOW')) }),
        ],
      },
    ],
    ['pages that do not end', { ...whole, evaluations: [], nextToken: 'again' }],
    ['a token of another type', { ...whole, evaluations: [], nextToken: { a: 1 } }],
  ])('%s cannot be used', async (_, details) => {
    const { report } = await investigateOver(awsAccounts, denied(), answering(details));
    expect(unread(report)).toMatchObject([{ facts: { why: 'malformed-answer' } }]);
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'established' });
    expect(report.verdict).not.toHaveProperty('awsEvaluation');
  });

  test.each<readonly [string, object]>([
    ['another action', { ...whole, evaluations: [{ ...evaluation('ALLOW'), action: 's3:DeleteObject' }] }],
    ['another object', { ...whole, evaluations: [{ ...evaluation('ALLOW'), resource: 'arn:aws:s3:::another/key' }] }],
    [
      'another role',
      {
        ...whole,
        requestContext: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/other` },
        evaluations: [evaluation('ALLOW')],
      },
    ],
    [
      'a role of another account',
      {
        ...whole,
        requestContext: { 'aws:principalarn': `arn:aws:iam::${partner}:role/app` },
        evaluations: [evaluation('ALLOW')],
      },
    ],
    [
      'another account',
      { ...whole, requestContext: { 'aws:PrincipalAccount': partner }, evaluations: [evaluation('ALLOW')] },
    ],
  ])('what is about %s is not used', async (_, details) => {
    const { report } = await investigateOver(awsAccounts, denied(), answering(details));
    expect(unread(report)).toMatchObject([{ code: 'aws-evaluation-of-another-request', facts: { id } }]);
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'established' });
    expect(report.verdict).not.toHaveProperty('awsEvaluation');
  });

  test('texts in it are shown as values, and as short ones', async () => {
    const sid = `x\` <script>alert(1)</script>\u202e ${'y'.repeat(1_000)}`;
    const details = {
      ...whole,
      evaluations: [evaluation('EXPLICIT_DENY', { checks: [check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, sid])] })],
    };
    const { report } = await investigateOver(awsAccounts, denied(), answering(details));
    const summary = report.verdict.awsEvaluation?.summary ?? '';
    expect(summary).toContain("`x' <script>");
    expect(summary).not.toContain('\u202e');
    expect(summary.length).toBeLessThan(800);
  });

  test('a policy that is none, or that is huge, is left out', async () => {
    const policies = [
      { type: 'IDENTITY_BASED_POLICY', uri: 'a', document: 'no JSON' },
      { type: 'IDENTITY_BASED_POLICY', uri: 'b', document: { Version: '2012-10-17' } },
      {
        type: 'IDENTITY_BASED_POLICY',
        uri: 'c',
        document: policyOf({ Sid: 'z'.repeat(100_000), Effect: 'Allow', Action: '*', Resource: '*' }),
      },
    ];
    const { report } = await investigateOver(withEvaluation(guarded, { ...same, policies }), denied());
    expect(unread(report)).toMatchObject([{ facts: { read: 'policies', why: 'malformed-answer' } }]);
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'proven' });
  });
});
