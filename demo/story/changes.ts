/** Who changed what, as CloudTrail records it: no server here keeps an event history. */
import type { HistoryRecord } from '../../test/account/description';
import {
  account,
  administratorArn,
  attachedAt,
  bucket,
  dataClassificationPolicy,
  dataClassificationPolicyName,
  managementAccount,
  region,
  type Cast,
} from './cast';
import { deniedEvents, type CloudTrailEvent } from './events';

export interface Change {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly time: string;
  readonly actor: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface HistoryOptions {
  /** What the SCP was attached to. */
  readonly target?: string;
  /** KMS's record of the denial. */
  readonly kms?: CloudTrailEvent;
}

export function history(
  cast: Cast,
  { target = cast.organizationalUnitId, kms = deniedEvents(cast).kms }: HistoryOptions = {},
): readonly HistoryRecord[] {
  const organizations = {
    account: managementAccount,
    region: 'us-east-1',
    actor: administratorArn,
    source: 'organizations.amazonaws.com',
  };
  return [
    // KMS's record of the denial is a management event, so the history has it; so is that of the last read that succeeded.
    kms.detail as HistoryRecord,
    lastRead(kms),
    recordOf({
      ...organizations,
      id: '30000000-0000-4000-8000-000000000002',
      name: 'AttachPolicy',
      time: attachedAt,
      parameters: { policyId: cast.policyId, targetId: target },
    }),
    recordOf({
      ...organizations,
      id: '30000000-0000-4000-8000-000000000001',
      name: 'CreatePolicy',
      time: '2026-11-23T14:57:33Z',
      parameters: {
        name: dataClassificationPolicyName,
        type: 'SERVICE_CONTROL_POLICY',
        content: JSON.stringify(dataClassificationPolicy),
      },
    }),
    recordOf({
      account,
      region,
      id: '30000000-0000-4000-8000-000000000003',
      name: 'PutBucketLifecycle',
      source: 's3.amazonaws.com',
      time: '2026-11-20T10:31:00Z',
      actor: `arn:aws:sts::${account}:assumed-role/Deploy/pipeline`,
      parameters: { bucketName: bucket, lifecycle: '' },
    }),
  ];
}

function lastRead({
  detail: { errorCode: _code, errorMessage: _message, ...allowed },
}: CloudTrailEvent): HistoryRecord {
  const eventID = '30000000-0000-4000-8000-000000000004';
  return { ...allowed, eventID, eventTime: '2026-11-23T14:58:40Z' } as unknown as HistoryRecord;
}

/** The record of a change that somebody made. */
export function recordOf({ id, name, source, time, actor, parameters, ...where }: Change): HistoryRecord {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'AssumedRole', arn: actor, accountId: actor.split(':')[4] ?? '' },
    eventTime: time,
    eventSource: source,
    eventName: name,
    awsRegion: where.region,
    sourceIPAddress: '203.0.113.77',
    requestParameters: parameters,
    responseElements: null,
    eventID: id,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: where.account,
    eventCategory: 'Management',
  };
}
