/** What moto does not serve, or serves as nonsense, as the described accounts of our tests answer it. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { AwsAccounts } from '../../test/account/description';
import { answerIn } from '../../test/account/wire';
import * as cast from './cast';
import { simulated } from './simulated';

/** By operation, with its documentation. */
const unserved: Readonly<Record<string, string>> = {
  GetBucketPolicyStatus: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html',
  GetBucketRequestPayment: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html',
  GetBucketAbac: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAbac.html',
  DescribeResourcePolicy:
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeResourcePolicy.html',
  SimulatePrincipalPolicy: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
};

/** What those calls are about. */
const described: AwsAccounts = {
  accounts: { [cast.account]: { buckets: { [cast.bucket]: { region: cast.region, policy: cast.bucketPolicy } } } },
  organization: { management: cast.managementAccount, accounts: { [cast.account]: [cast.organizationalUnit] } },
};

export function completed(recording: Recording): Recording {
  return { ...recording, calls: recording.calls.map(complete) };
}

function complete(call: RecordedCall): RecordedCall {
  const source = unserved[call.operation];
  if (source === undefined) return call;
  const response = call.operation === 'SimulatePrincipalPolicy' ? simulated(call) : answerIn(described, call);
  return { ...call, response, provenance: { from: 'documentation', source } };
}
