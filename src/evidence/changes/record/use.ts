/** A use of a key for the caller that KMS allowed: S3 asks KMS only after it has allowed the request itself. */
import { bucketInArn } from '../../../names/bucket';
import type { BoundRequest } from '../../../request/types';
import { at, textAt, type EventRecord } from '../../readers/shared/events';
import type { AllowedUse } from '../types';
import { hasFailed } from './settings';

/** `undefined`: it is another call, another caller's, of another bucket, or after the denial. */
export function allowedUseIn(record: EventRecord, request: BoundRequest): AllowedUse | undefined {
  const [eventId, eventName, time] = ['eventID', 'eventName', 'eventTime'].map((name) => textAt(record, name));
  if (eventId === undefined || eventName === undefined || time === undefined || hasFailed(record)) return undefined;
  if (textAt(record, 'eventSource') !== 'kms.amazonaws.com' || !(Date.parse(time) < Date.parse(request.time)))
    return undefined;
  const isAsked = request.authorizations.some(({ action }) => action === `kms:${eventName}`);
  const bucket = bucketInArn(textAt(record, 'requestParameters', 'encryptionContext', 'aws:s3:arn'));
  if (!isAsked || bucket === undefined || bucket !== request.bucket) return undefined;
  return isCaller(record, request) ? { eventId, eventName, time } : undefined;
}

/** A role's sessions come and go: what counts is the role. */
function isCaller(record: EventRecord, { principal }: BoundRequest): boolean {
  const issuer = textAt(at(record, 'userIdentity'), 'sessionContext', 'sessionIssuer', 'arn');
  if (principal.type === 'assumed-role') {
    return issuer !== undefined && (issuer === principal.roleArn || isRoleNamed(issuer, principal));
  }
  return 'arn' in principal && textAt(record, 'userIdentity', 'arn') === principal.arn;
}

const isRoleNamed = (
  arn: string,
  of: { readonly roleArn?: string; readonly roleName: string; readonly accountId: string },
) => of.roleArn === undefined && arn.split('/').at(-1) === of.roleName && arn.split(':')[4] === of.accountId;
