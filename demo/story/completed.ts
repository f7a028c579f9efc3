/** What moto does not serve, or serves as nonsense, answered as AWS documents it. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import { simulated } from './simulated';

interface Documented {
  readonly source: string;
  readonly status: number;
  readonly body: string | ((call: RecordedCall) => string);
}

export function completed(recording: Recording): Recording {
  return { ...recording, calls: recording.calls.map(complete) };
}

function complete(call: RecordedCall): RecordedCall {
  const known = answers[call.operation];
  if (known === undefined) return call;
  const { source, status, body } = known;
  const told = typeof body === 'string' ? body : body(call);
  return {
    ...call,
    response: { status, headers: { 'content-type': contentTypeOf(told) }, body: told },
    provenance: { from: 'documentation', source },
  };
}

const contentTypeOf = (body: string): string =>
  body.startsWith('{') ? 'application/x-amz-json-1.1' : 'application/xml';

const s3 = 'http://s3.amazonaws.com/doc/2006-03-01/';

const answers: Readonly<Record<string, Documented>> = {
  GetBucketPolicyStatus: {
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html',
    status: 200,
    body: `<PolicyStatus xmlns="${s3}"><IsPublic>FALSE</IsPublic></PolicyStatus>`,
  },
  GetBucketRequestPayment: {
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html',
    status: 200,
    body: `<RequestPaymentConfiguration xmlns="${s3}"><Payer>BucketOwner</Payer></RequestPaymentConfiguration>`,
  },
  GetBucketAbac: {
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAbac.html',
    status: 200,
    body: `<AbacStatus xmlns="${s3}"><Status>Disabled</Status></AbacStatus>`,
  },
  DescribeResourcePolicy: {
    source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeResourcePolicy.html',
    status: 400,
    body: JSON.stringify({
      __type: 'ResourcePolicyNotFoundException',
      Message: "We can't find a resource policy request with the parameter that you specified.",
    }),
  },
  SimulatePrincipalPolicy: {
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
    status: 200,
    body: simulated,
  },
};
