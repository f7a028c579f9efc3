import { accounts, allow, deny, denying, policyOf } from '../causes/accounts';
import { bucket } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import {
  both,
  check,
  denied,
  evaluation,
  guarded,
  guardedNow,
  type identity,
  investigateOver,
  mended,
  same,
  withEvaluation,
} from './setup';

useTestCredentials();

const bucketArn = `arn:aws:s3:::${bucket}`;

describe('the policies are those of the denial', () => {
  test('what is the same settles that nothing changed', async () => {
    const { report } = await investigateOver(withEvaluation(guarded, { ...same, policies: both }), denied());
    expect(report.verdict).toMatchObject({ status: 'denied', certainty: 'proven' });
    expect(report.verdict.awsEvaluation).not.toHaveProperty('captured');
  });

  test('what was mended since is named all the same, and needs no fix', async () => {
    const { report } = await investigateOver(withEvaluation(mended, { ...same, policies: both }), denied());
    expect(report.verdict).toMatchObject({
      status: 'would-be-allowed-now',
      certainty: 'proven',
      rootCauses: [{ layer: 'identity-policies', policy: { name: 'Guard' }, statement: { sid: 'NoReports' } }],
      awsEvaluation: { agreement: 'agrees', captured: { layers: ['identity-policies'], decisionNow: 'allowed' } },
    });
    expect(report.fixes).toEqual([]);
    expect(report.verdict.awsEvaluation?.summary).toContain(
      'as AWS captured them, which are others today, and now allow it',
    );
  });

  test('without the captured policies it would be allowed now', async () => {
    const { report } = await investigateOver(withEvaluation(mended, { ...same, policies: [] }), denied());
    expect(report.verdict).toMatchObject({
      status: 'would-be-allowed-now',
      rootCauses: [],
      awsEvaluation: { agreement: 'differs' },
    });
  });

  test('a fix is for what is there now', async () => {
    const narrower = guardedNow(policyOf(deny('NoReports', { Action: 's3:GetObject' }), allow('s3:List*')));
    const { report } = await investigateOver(withEvaluation(narrower, { ...same, policies: both }), denied());
    expect(report.verdict.awsEvaluation).toMatchObject({ captured: { layers: ['identity-policies'] } });
    expect(JSON.stringify(report.fixes[0])).toContain('s3:List*');
    expect(report.fixes[0]).toMatchObject({ verified: true });
  });

  test('a policy that nobody could read is judged as AWS captured it', async () => {
    const unread = { ...guarded, refuses: [{ service: 'iam', operation: 'ListAttachedRolePolicies' }] };
    const { report } = await investigateOver(withEvaluation(unread, { ...same, policies: both }), denied());
    expect(report.verdict).toMatchObject({
      status: 'denied',
      certainty: 'proven',
      rootCauses: [{ layer: 'identity-policies', statement: { sid: 'NoReports' } }],
    });
    expect(report.fixes.filter(({ document }) => document !== undefined)).toEqual([]);
  });

  test('the policy of a bucket that has none by now', async () => {
    const uri = 'bucket-policy';
    const captured = {
      type: 'RESOURCE_BASED_POLICY',
      uri,
      attachedTo: [{ arn: bucketArn }],
      document: denying('NotYou'),
    };
    const evaluated = {
      ...same,
      evaluations: [evaluation('EXPLICIT_DENY', { checks: [check('PRINCIPAL', 'EXPLICIT_DENY', [uri, 'NotYou'])] })],
      policies: [captured],
    };
    const { report } = await investigateOver(withEvaluation({}, evaluated), denied());
    expect(report.verdict).toMatchObject({
      status: 'would-be-allowed-now',
      certainty: 'proven',
      rootCauses: [{ layer: 'bucket-policy', statement: { sid: 'NotYou' } }],
    });
  });

  test.each<readonly [string, readonly ReturnType<typeof identity>[]]>([
    ['AWS does not list a policy that is there', both.slice(0, 1)],
    ['AWS lists none', []],
  ])('%s: they are judged as they were read', async (_, policies) => {
    const { report } = await investigateOver(withEvaluation(mended, { ...same, policies }), denied());
    expect(report.verdict.awsEvaluation).not.toHaveProperty('captured');
    expect(report.verdict.status).toBe('would-be-allowed-now');
  });

  test('the policy of another bucket is not that of this one', async () => {
    const captured = {
      type: 'RESOURCE_BASED_POLICY',
      uri: 'b',
      attachedTo: [{ arn: `${bucketArn}-2` }],
      document: denying('NotYou'),
    };
    const { report } = await investigateOver(withEvaluation(guarded, { ...same, policies: [captured] }), denied());
    expect(report.verdict.rootCauses.map(({ layer }) => layer)).toEqual(['identity-policies']);
    expect(report.verdict.awsEvaluation).not.toHaveProperty('captured');
  });
});

test('accounts without an evaluation know nothing of it', async () => {
  const { report } = await investigateOver(accounts(mended), denied());
  expect(report.verdict.status).toBe('would-be-allowed-now');
});
