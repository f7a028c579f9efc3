/** What moto does not serve, or serves as nonsense, answered as AWS documents it. */
import type { RecordedCall, Recording } from '../../src/evidence/recording';

interface Documented {
  readonly source: string;
  readonly status: number;
  readonly body: string;
}

export function completed(recording: Recording): Recording {
  return { ...recording, calls: recording.calls.map(complete) };
}

function complete(call: RecordedCall): RecordedCall {
  const known = answers[call.operation];
  if (known === undefined) return call;
  const { source, status, body } = known;
  return {
    ...call,
    response: { status, headers: { 'content-type': 'application/xml' }, body },
    provenance: { from: 'documentation', source },
  };
}

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
};
