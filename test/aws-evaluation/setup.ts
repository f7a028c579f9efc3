/** A denial whose text names AWS's own evaluation, and that evaluation as IAM's model has it. */
import { createRecorder } from '../../src/evidence/recording/recording';
import { openSession } from '../../src/evidence/session/session';
import { investigate } from '../../src/investigate';
import type { Report } from '../../src/report/contract';
import type { AuthorizationDescription, Policy, AwsAccounts } from '../account/description';
import { deniedIn, replayIn, type Event } from '../account/investigate';
import { answerIn } from '../account/wire';
import { accounts, allow, deny, everything, policyOf, type Change } from '../causes/accounts';
import { event, lambdaRole, objectArn, owner, said, type Asked } from '../causes/events';
import type { LocalServer } from '../setup/server';
import { answersOf, toolboxServer } from './toolbox-server';

export const id = 'example1a2b3c4d5e6f7g8h9i0j';
export const tail = `. Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/${id} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ${id}`;
export const guardArn = `arn:aws:iam::${owner}:policy/Guard`;
const roleArn = `arn:aws:iam::${owner}:role/app`;
const now = '2026-11-20T09:00:00Z';

/** A role that may do everything, but for what the managed policy Guard denies. */
export const guarded: Change = {
  role: { inline: { everything }, managed: { Guard: policyOf(deny('NoReports')) } },
};

/** AWS's text without the policy's type: only the evaluation says whose statement it was. */
export const denied = (asked: Asked = {}): Event =>
  event({ message: said(lambdaRole(), 's3:GetObject', objectArn, `with an explicit deny${tail}`), ...asked });

export const check = (
  checkType: string,
  evaluatedEffect: string,
  ...matched: readonly (readonly [uri: string, sid: string])[]
) => ({
  checkType,
  evaluatedEffect,
  ...(matched.length === 0
    ? {}
    : {
        matchedPolicies: matched.map(([uri, sid]) => ({
          uri,
          matchedStatements: [{ sid, evaluatedEffect: evaluatedEffect === 'ALLOW' ? 'ALLOW' : 'DENY' }],
        })),
      }),
});

export const evaluation = (evaluatedEffect: string, more: object = {}) => ({
  action: 's3:GetObject',
  resource: objectArn,
  context: {},
  evaluatedEffect,
  ...more,
});

const guardPolicy = {
  type: 'IDENTITY_BASED_POLICY',
  inline: false,
  uri: guardArn,
  attachedTo: [{ arn: roleArn }],
  document: policyOf(deny('NoReports')),
};

/** AWS's evaluation of what `guarded` denies. */
export const same: AuthorizationDescription = {
  requestContext: { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': owner },
  evaluations: [
    evaluation('EXPLICIT_DENY', { checks: [check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, 'NoReports'])] }),
  ],
  policies: [guardPolicy],
};

export const identity = (uri: string, document: Policy) => ({
  type: 'IDENTITY_BASED_POLICY',
  uri,
  attachedTo: [{ arn: roleArn }],
  document,
});
/** What AWS captured of `guarded`. */
export const both = [identity(guardArn, policyOf(deny('NoReports'))), identity('inline/app/everything', everything)];
export const guardedNow = (document: Policy): Change => ({
  role: { inline: { everything }, managed: { Guard: document } },
});
/** The guard was taken back after the denial, and leaves everything. */
export const mended = guardedNow(policyOf(allow('s3:*')));

export const withEvaluation = (change: Change, described: AuthorizationDescription): AwsAccounts =>
  accounts({ ...change, account: { ...change.account, authorizations: { [id]: described } } });

export interface Evaluated {
  readonly report: Report;
  readonly replayed: Report;
  readonly received: LocalServer['received'];
}

type Answer = Parameters<typeof toolboxServer>[0];

/** Everything is described but the evaluation: for that the SDK signs, and asks the server over HTTP. */
export async function investigateOver(
  awsAccounts: AwsAccounts,
  asked: Event,
  answer: Answer = answersOf(awsAccounts),
  maxAttempts = 1,
): Promise<Evaluated> {
  const server = await toolboxServer(answer);
  process.env['AWS_ENDPOINT_URL_IAM_TOOLBOX'] = server.origin;
  try {
    const request = deniedIn(asked);
    const recorder = createRecorder();
    const session = openSession({
      paced: false,
      region: request.region,
      headObject: true,
      accountRoleName: 'culprit-reader',
      maxAttempts,
      timeoutMs: 2_000,
      recorder: {
        ...recorder,
        wire: (call, send) =>
          recorder.wire(call, () =>
            call.service === 'iam-toolbox' ? send() : Promise.resolve(answerIn(awsAccounts, call)),
          ),
      },
    });
    const report = await investigate(request, session, { now });
    const replayed = await investigate(request, replayIn(awsAccounts, request, recorder.recording()), { now });
    return { report, replayed, received: server.received };
  } finally {
    delete process.env['AWS_ENDPOINT_URL_IAM_TOOLBOX'];
    await server.close();
  }
}
