import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { ErrorClass } from '../src/request/error-codes';
import { rolePath } from './roles';

/** The three ways in which a denial is told, each as a pattern of at most 2,048 characters. */
export interface Patterns {
  readonly s3: EventPattern;
  readonly kms: EventPattern;
  readonly vpcEndpoint: EventPattern;
}

/** Buckets are no part of a pattern: a list of them would not fit. Intake and the trail's selectors filter them. */
export function patternsFor(
  account: string,
  partition: string,
  errorCodes: Readonly<Record<string, ErrorClass>>,
): Patterns {
  const fence = notOurs(account, partition);
  // Only AWS can send events whose source begins with `aws.`; a detail type anybody can write.
  const recorded = { account: [account], detailType: ['AWS API Call via CloudTrail'] };
  return {
    s3: {
      ...recorded,
      source: ['aws.s3', 'aws.s3express'],
      detail: { errorCode: [...s3Codes(errorCodes), { prefix: 'KMS.' }], ...fence },
    },
    kms: {
      ...recorded,
      source: ['aws.kms'],
      detail: {
        errorCode: kmsCodes(errorCodes),
        // S3 puts this into every call; other callers of KMS do not. The invoker's name has changed over the years.
        requestParameters: { encryptionContext: { 'aws:s3:arn': [{ exists: true }] } },
        ...fence,
      },
    },
    vpcEndpoint: {
      account: [account],
      // Which source these events have is not documented; only AWS can write one that begins with `aws.`.
      source: [{ prefix: 'aws.' }] as unknown as string[],
      detailType: ['AWS Network Activity Event via CloudTrail'],
      detail: { eventSource: ['s3.amazonaws.com', 'kms.amazonaws.com'], errorCode: ['VpceAccessDenied'], ...fence },
    },
  };
}

/** `anything-but` does not match a field that is absent, as it is for users and anonymous callers. */
function notOurs(account: string, partition: string): Readonly<Record<string, unknown>> {
  const ours = `arn:${partition}:iam::${account}:role${rolePath}`;
  return {
    $or: [
      { userIdentity: { sessionContext: { sessionIssuer: { arn: [{ 'anything-but': { prefix: ours } }] } } } },
      { userIdentity: { sessionContext: { sessionIssuer: { arn: [{ exists: false }] } } } },
    ],
  };
}

/** CloudTrail records no failed authentication. */
function s3Codes(errorCodes: Readonly<Record<string, ErrorClass>>): readonly string[] {
  return Object.entries(errorCodes)
    .filter(([code, why]) => why !== 'authentication' && why !== 'endpoint' && !code.startsWith('KMS.'))
    .filter(([, why]) => why !== 'key-state')
    .map(([code]) => code);
}

function kmsCodes(errorCodes: Readonly<Record<string, ErrorClass>>): readonly string[] {
  const states = Object.entries(errorCodes).filter(([code, why]) => why === 'key-state' && !code.startsWith('KMS.'));
  return ['AccessDenied', 'AccessDeniedException', ...states.map(([code]) => code)];
}
