/**
 * A denial that nobody was denied, sent through all of the pipeline to see whether it works. Its mark is the source of its
 * event, which stands beside what AWS recorded, not in it: AWS's own events have sources that begin with `aws.`, and nothing
 * that a request says gets there. So no mark hides a denial, and of a marked event nothing but its id is used.
 */
import { isFields } from '../request/record/fields';
import { parseRecord } from '../request/record/parse';
import type { Denial } from './flow/ports';

export const selfTestSource = 'culprit.self-test';
/** Stands in no table: nothing is counted, and no incident opened. */
export const selfTestSymptom = 'self-test';

const prefix = 'self-test-';
export const selfTestRun = (id: string): string => `${prefix}${id}`;
/** Runs of denials begin with the id of their symptom. */
export const isSelfTest = (run: string): boolean => run.startsWith(prefix);

export type SelfTest = { readonly is: 'self-test'; readonly id: string } | { readonly is: 'not-ours' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `undefined`: it is no self-test. */
export function selfTestIn(event: unknown, account: string): SelfTest | undefined {
  if (!isFields(event) || event['source'] !== selfTestSource) return undefined;
  const { account: of, id } = event;
  return of === account && typeof id === 'string' && uuid.test(id) ? { is: 'self-test', id } : { is: 'not-ours' };
}

export interface Actor {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The ARN of a role that has no right to what it asks for. */
  readonly roleArn: string;
  readonly bucket: string;
  /** ISO 8601 */
  readonly time: string;
}

/** As CloudTrail would have recorded it. */
export function selfTestDenial(id: string, { account, region, partition, roleArn, bucket, time }: Actor): Denial {
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const object = `arn:${partition}:s3:::${bucket}/self-test`;
  const session = `arn:${partition}:sts::${account}:assumed-role/${roleName}/self-test`;
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROASELFTEST:self-test',
      arn: session,
      accountId: account,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: roleArn, accountId: account, userName: roleName },
        attributes: { creationDate: time, mfaAuthenticated: 'false' },
      },
    },
    eventTime: time,
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: region,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'culprit-self-test',
    errorCode: 'AccessDenied',
    errorMessage: `User: ${session} is not authorized to perform: s3:GetObject on resource: "${object}" because no identity-based policy allows the s3:GetObject action`,
    requestParameters: { bucketName: bucket, key: 'self-test' },
    requestID: id,
    eventID: id,
    readOnly: true,
    resources: [
      { type: 'AWS::S3::Object', ARN: object },
      { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:${partition}:s3:::${bucket}` },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: account,
    eventCategory: 'Data',
  };
  const parsed = parseRecord(record);
  if (parsed.is !== 'denied') throw new Error('the record of a self-test is that of a denial');
  return { request: parsed.request, record };
}
