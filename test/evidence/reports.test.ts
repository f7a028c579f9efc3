/** A whole investigation: what it asks, and that it ends in a report where AWS tells nothing (one failing call: ../causes/faults). */
import { investigateToVerdict } from '../../src/investigate';
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { openSession } from '../../src/evidence/session/session';
import { layers } from '../../src/layers';
import { toReport } from '../../src/report/to-report';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { useTestCredentials } from '../setup/credentials';
import { answerTo, config, stage } from './setup';
import { failures, malformed, type Failure } from '../account/failures';
import { account, management, roleArn } from './accounts';

useTestCredentials();

const now = '2026-11-20T09:14:12Z';
const parsed = parseRecord({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:session',
    arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE000000001',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: roleArn, accountId: account, userName: 'reader' },
      attributes: { creationDate: '2026-11-20T08:00:00Z', mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2026-11-20T08:14:12Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '203.0.113.1',
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
  requestParameters: { bucketName: 'my-bucket', key: 'a/b.csv', Host: 'my-bucket.s3.eu-central-1.amazonaws.com' },
  additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
  eventID: '11111111-2222-3333-4444-555555555555',
  readOnly: true,
  resources: [
    { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::my-bucket/a/b.csv' },
    { accountId: account, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::my-bucket' },
  ],
  eventType: 'AwsApiCall',
  managementEvent: false,
  recipientAccountId: account,
  eventCategory: 'Data',
  tlsDetails: { tlsVersion: 'TLSv1.3' },
});

function denied(): DeniedRequest {
  if (parsed.is !== 'denied') throw new Error(JSON.stringify(parsed));
  return parsed.request;
}

async function reportWith(answer: (call: WireCall) => WireAnswer) {
  const recorder = stage(async (call) => answer(call));
  const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
  const session = openSession({ ...config, headObject: false, recorder, organizationRoleArn });
  const report = toReport(await investigateToVerdict(denied(), session, { now }));
  return { report, calls: recorder.calls };
}

/** The object is not archived: S3 would have answered otherwise. */
const answering = (call: WireCall): WireAnswer => {
  const answer = answerTo(call);
  return { ...answer, body: answer.body.replace('<StorageClass>GLACIER<', '<StorageClass>STANDARD<') };
};
const whole = () => reportWith(answering);

const faults: Readonly<Record<string, Failure>> = { ...failures, ...malformed };

test('an investigation asks every question once, and few', async () => {
  const { report, calls } = await whole();
  expect(report.findings.map(({ layer }) => layer)).toEqual(expect.arrayContaining(layers.map(({ id }) => id)));
  const asked = calls.map(({ account: of, region, service, operation, input }) =>
    JSON.stringify([of, region, service, operation, input]),
  );
  expect(asked.filter((call, index) => asked.indexOf(call) < index && !call.includes('DescribeOrganization"'))).toEqual(
    [],
  );
  expect(calls.filter(({ operation }) => operation !== 'LookupEvents').length).toBeLessThanOrEqual(50);
  expect(calls.filter(({ operation }) => operation === 'LookupEvents').length).toBeLessThanOrEqual(40);
});

test.each(Object.entries(faults))(
  '%s of all calls leaves a report in which nothing that was read decides',
  async (_, { answer }) => {
    const { report } = await reportWith(answer);
    expect(report.verdict.status).not.toBe('allowed');
    expect(report.verdict.headline).not.toBe('');
    expect(report.findings.filter(({ outcome }) => outcome === 'unknown').length).toBeGreaterThan(5);
  },
);
