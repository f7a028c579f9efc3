import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { ErrorClass } from '../../src/request/error-codes';
import type { AccessLogsProps } from '../props';

/** The three ways in which a denial is recorded, each as a pattern of at most 2,048 characters. */
export interface Patterns {
  readonly s3: EventPattern;
  readonly kms: EventPattern;
  readonly vpcEndpoint: EventPattern;
}

type Detail = Readonly<Record<string, unknown>>;

/**
 * Buckets are no part of a pattern: a list of them would not fit. Intake and the trail's selectors filter them.
 * `ownRoles`: what the ARNs of Culprit's own roles begin with, so that its own denied reads start nothing.
 */
export function patternsFor(
  account: string,
  ownRoles: string,
  errorCodes: Readonly<Record<string, ErrorClass>>,
): Patterns {
  const recorded = { account: [account], detailType: ['AWS API Call via CloudTrail'] };
  const fence = notOurs(ownRoles);
  return {
    s3: {
      ...recorded,
      // Only AWS sends events whose source begins with `aws.`; a detail type anybody can write.
      source: ['aws.s3', 'aws.s3express', 'aws.s3-object-lambda'],
      detail: { errorCode: [...s3Codes(errorCodes), { prefix: 'KMS.' }], $or: fence },
    },
    kms: {
      ...recorded,
      source: ['aws.kms'],
      detail: { errorCode: kmsCodes(errorCodes), $or: causedByS3.flatMap((cause) => both(cause, fence)) },
    },
    vpcEndpoint: {
      account: [account],
      // Which source these events have is not documented.
      source: [{ prefix: 'aws.' }] as unknown as string[],
      detailType: ['AWS Network Activity Event via CloudTrail'],
      detail: { eventSource: ['s3.amazonaws.com', 'kms.amazonaws.com'], errorCode: ['VpceAccessDenied'], $or: fence },
    },
  };
}

/**
 * What the rules of the spokes have passed on. Who may put events on the hub's bus its policy says; an event whose source
 * begins with `aws.` only AWS can have made.
 */
export const forwardedDenials: EventPattern = {
  source: [{ prefix: 'aws.' }] as unknown as string[],
  detailType: ['AWS API Call via CloudTrail', 'AWS Network Activity Event via CloudTrail'],
  detail: {
    eventSource: [{ prefix: 's3' }, 'kms.amazonaws.com'],
    errorCode: [{ exists: true }],
  },
};

/** Likewise of changes. */
export const forwardedChanges: EventPattern = {
  source: [{ prefix: 'aws.' }] as unknown as string[],
  detailType: ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'],
  detail: { eventName: [{ exists: true }], errorCode: [{ exists: false }] },
};

/** New objects of the access log. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function newLogObjects(account: string, { bucketName, prefix }: AccessLogsProps): EventPattern {
  const key = prefix === '*' ? {} : { object: { key: [{ prefix }] } };
  return {
    source: ['aws.s3'],
    account: [account],
    detailType: ['Object Created'],
    detail: { bucket: { name: [bucketName] }, ...key },
  };
}

/** `anything-but` does not match a field that is absent, as it is for users and anonymous callers. */
function notOurs(ownRoles: string): readonly Detail[] {
  return [{ 'anything-but': { prefix: ownRoles } }, { exists: false }].map((arn) => ({
    userIdentity: { sessionContext: { sessionIssuer: { arn: [arn] } } },
  }));
}

/** S3 names the object in what it asks KMS, or is named as the invoker. */
const causedByS3: readonly Detail[] = [
  { requestParameters: { encryptionContext: { 'aws:s3:arn': [{ exists: true }] } } },
  { userIdentity: { invokedBy: [{ suffix: 's3.amazonaws.com' }] } },
];

/** A pattern has one `$or` at a level, so that two of them are multiplied out. */
function both(cause: Detail, fence: readonly Detail[]): readonly Detail[] {
  return fence.map(({ userIdentity }) => ({
    ...cause,
    userIdentity: { ...(cause['userIdentity'] as Detail | undefined), ...(userIdentity as Detail) },
  }));
}

/** CloudTrail records no failed authentication, and KMS's own codes come from KMS. */
function s3Codes(errorCodes: Readonly<Record<string, ErrorClass>>): readonly string[] {
  const elsewhere: readonly ErrorClass[] = ['authentication', 'endpoint', 'key-state'];
  return codesOf(errorCodes, (why) => !elsewhere.includes(why));
}

function kmsCodes(errorCodes: Readonly<Record<string, ErrorClass>>): readonly string[] {
  const states = codesOf(errorCodes, (why) => why === 'key-state').filter((code) => !code.startsWith('KMS.'));
  return ['AccessDenied', 'AccessDeniedException', ...states];
}

const codesOf = (errorCodes: Readonly<Record<string, ErrorClass>>, fits: (why: ErrorClass) => boolean) =>
  Object.entries(errorCodes).flatMap(([code, why]) => (fits(why) ? [code] : []));
