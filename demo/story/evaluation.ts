/** AWS's own evaluation of the story's denial, after IAM's model: no server gave it. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { AwsAccounts } from '../../test/account/description';
import { answerIn } from '../../test/account/wire';
import { account, dataClassificationPolicy, managementAccount, policyArn, region, roleArn, type Cast } from './cast';
import { addCalls } from './editing';

const authorizationId = 'example1a2b3c4d5e6f7g8h9i0j';

/** What AWS's newest texts end with. */
export const tail = `. Go to https://${region}.console.aws.amazon.com/iam/home?region=${region}#/authorization-details/${authorizationId} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ${authorizationId}`;

/** AWS keeps it for 24 hours at least. */
export function withEvaluationGone(recording: Recording): Recording {
  return addCalls(recording, [details(recording, { accounts: { [account]: {} } })]);
}

/** The evaluation, and the policy of the organization as it was. */
export function withEvaluation(recording: Recording, cast: Cast): Recording {
  const uri = policyArn(cast);
  const unit = `arn:aws:organizations::${managementAccount}:ou/${cast.organizationId}/${cast.organizationalUnitId}`;
  const described = {
    region,
    requestContext: { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': account, 'aws:ViaAWSService': true },
    evaluations: [
      {
        action: 'kms:Decrypt',
        resource: cast.untaggedKeyArn,
        context: {},
        evaluatedEffect: 'EXPLICIT_DENY',
        checks: [
          {
            checkType: 'SERVICE_CONTROL_POLICY',
            evaluatedEffect: 'EXPLICIT_DENY',
            targetArn: unit,
            matchedPolicies: [
              { uri, matchedStatements: [{ sid: 'DenyKeysWithoutDataClass', evaluatedEffect: 'DENY' }] },
            ],
          },
          { checkType: 'RESOURCE', evaluatedEffect: 'ALLOW' },
          { checkType: 'PRINCIPAL', evaluatedEffect: 'ALLOW' },
        ],
      },
    ],
    policies: [
      { type: 'SERVICE_CONTROL_POLICY', uri, attachedTo: [{ arn: unit }], document: dataClassificationPolicy },
    ],
  };
  const awsAccounts = { accounts: { [account]: { authorizations: { [authorizationId]: described } } } };
  return addCalls(recording, [
    details(recording, awsAccounts),
    asked(recording, awsAccounts, {
      operation: 'GetRequestAuthorizationPolicy',
      input: { authorizationId, policyUri: uri },
      path: `${path}/policy`,
      query: new URLSearchParams({ policyUri: uri }).toString(),
    }),
  ]);
}

const path = `/authorization-details/${authorizationId}`;

const details = (recording: Recording, awsAccounts: AwsAccounts): RecordedCall =>
  asked(recording, awsAccounts, {
    operation: 'GetRequestAuthorizationDetails',
    input: { authorizationId },
    path,
    query: '',
  });

interface AskedToolbox {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: string;
}

function asked(
  { calls }: Recording,
  awsAccounts: AwsAccounts,
  { operation, input, path: asks, query }: AskedToolbox,
): RecordedCall {
  const request = { method: 'GET', path: asks, query, body: null };
  const call = { account, region, service: 'iam-toolbox', operation, input, request };
  return {
    ...call,
    response: answerIn(awsAccounts, call),
    provenance: { from: 'documentation', source },
    at: calls[0]?.at ?? '',
  };
}

const source = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html';
