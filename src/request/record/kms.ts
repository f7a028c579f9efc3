/** KMS's records of calls that S3 made for the caller. https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
import { defined } from '../../defined';
import type { AskedAuthorization } from '../authorizations/call';
import { parseSaid } from '../said/parse';
import { circumstancesOf } from './circumstances';
import { child, filledText, text, type RecordFields } from './fields';
import { kmsContext, type KmsCall } from '../context/kms';
import { parametersOf } from './parameters';
import { partitionOf } from '../../names/partition';
import { principalIn } from './principal';
import { callerUnknown, recordFacts } from './facts';
import { accountInArn } from '../../names/arn';
import { objectInArn } from '../../names/bucket';
import { encryptionContextOf, keyOfRecord, type Thing } from './resource-names';
import type { AuthorizationResource, DeniedRequest } from '../types';
import type { BadInput, NotDenied } from '../parsed-record';
import { weigh } from '../said/check-against-record';

export function kmsRequest(record: RecordFields, errorCode: string): DeniedRequest | NotDenied | BadInput {
  const principal = principalIn(record);
  const call = kmsCallOf(record);
  if (!call.viaS3 && call.encryptionContext[s3Arn] === undefined)
    return { is: 'not-denied', code: 'not-caused-by-s3', facts: { operation: text(record, 'eventName') ?? '' } };
  if (principal === undefined) return callerUnknown();
  const partition = partitionOf(text(record, 'awsRegion') ?? '');
  const thing = objectInArn(call.encryptionContext[s3Arn] ?? '') ?? {};
  const asked = kmsActions(record, thing);
  const weighed = weigh(parseSaid(errorCode, text(record, 'errorMessage')), asked, principal, thing);
  const at = circumstancesOf(record, principal, partition, parametersOf(child(record, 'requestParameters')));
  return {
    ...recordFacts(record, errorCode, principal),
    said: weighed.said,
    ...thing,
    // S3 does not pass the caller's endpoint on.
    endpoint: { is: 'none' },
    parameters: {},
    authorizations: weighed.asked.map((one) => ({ ...one, context: kmsContext(one, at, call) })),
  };
}

/** S3 puts the ARN of the object, or with a Bucket Key of the bucket, under this name. */
const s3Arn = 'aws:s3:arn';

function kmsActions(record: RecordFields, thing: Thing): readonly AskedAuthorization[] {
  const eventName = text(record, 'eventName') ?? '';
  // A re-encryption is two actions on two keys; the record is about the one that it lists first.
  const action = eventName === 'ReEncrypt' ? 'kms:ReEncryptFrom' : `kms:${eventName}`;
  const { arn, named } = keyOfRecord(record);
  const owner = accountInArn(arn);
  return [
    {
      action,
      resource: arn === undefined ? referenceTo(named, eventName, thing) : { is: 'arn', arn },
      purpose: 'main',
      certain: true,
      ...defined({ resourceAccountId: owner }),
    },
  ];
}

function referenceTo(named: string | undefined, eventName: string, { bucket, key }: Thing): AuthorizationResource {
  if (named !== undefined) return { is: 'key-named-by-request', keyId: named };
  if (bucket === undefined) return { is: 'not-told', why: 'not-in-record' };
  if (eventName === 'Decrypt' && key !== undefined) return { is: 'key-of-object', bucket, key };
  return { is: 'default-key-of-bucket', bucket };
}

function kmsCallOf(record: RecordFields): KmsCall {
  const sent = child(record, 'requestParameters');
  const encryptionContext = encryptionContextOf(record);
  const algorithm = filledText(sent, 'encryptionAlgorithm');
  return {
    encryptionContext,
    ...defined({ encryptionAlgorithm: algorithm }),
    viaS3: isS3(record, encryptionContext[s3Arn] !== undefined),
  };
}

/** `fas.s3.amazonaws.com` since 2025, `AWS Internal` before, perhaps `s3.amazonaws.com`. */
function isS3(record: RecordFields, namesObject: boolean): boolean {
  const invokers = [text(child(record, 'userIdentity'), 'invokedBy'), text(record, 'sourceIPAddress')];
  if (invokers.some((by) => /^(fas\.)?s3(express)?(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.test(by ?? ''))) return true;
  return namesObject && invokers.includes('AWS Internal');
}
