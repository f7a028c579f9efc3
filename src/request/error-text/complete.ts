/** A partial denial, with what was added to it → the denied request, or what is still missing. */
import { accountInArn } from '../../names/arn';
import { defined } from '../../defined';
import { objectInArn } from '../../names/bucket';
import { accessPointIn } from '../../names/access-point';
import { isKeyArn } from '../../names/kms-key';
import { principalOfArn } from '../../names/principal';
import { bounded } from '../bounds';
import { eventNamed } from '../question/call';
import type { RecordFields } from '../record/fields';
import { leavingOut } from '../record/left-out';
import { s3Request } from '../record/s3';
import type { DeniedRequest } from '../types';
import type { BadInput } from '../parsed-record';
import type { PartialDenial } from './partial-denial';
import type { AskedPreflight } from './preflight';

/** What can be added by whoever has the text. */
export interface Added {
  /** ARN, or `anonymous`. */
  readonly principal?: string;
  readonly action?: string;
  /** ARN. */
  readonly resource?: string;
  /** ISO 8601. */
  readonly time?: string;
}

export type Completed =
  | { readonly is: 'denied'; readonly request: DeniedRequest }
  | BadInput
  /** In the order in which they are asked for. */
  | { readonly is: 'incomplete'; readonly missing: readonly (keyof Added)[] };

/** What the text says stands; only what it does not say is taken from `added`. A missing time is no obstacle. */
export function complete(denial: PartialDenial, added: Added): Completed {
  const principal = denial.principal ?? added.principal;
  const thing = thingOf(denial, added);
  const operation = operationOf(denial, added);
  const missing: (keyof Added)[] = [
    ...(principal === undefined ? (['principal'] as const) : []),
    ...(operation === undefined ? (['action'] as const) : []),
    ...(thing === undefined || (needsKey(operation) && !thing.hasKey) ? (['resource'] as const) : []),
  ];
  if (missing.length > 0 || thing === undefined || operation === undefined || principal === undefined)
    return { is: 'incomplete', missing };
  const request = s3Request(recordOf(denial, added, { principal, operation, thing }), denial.errorCode);
  return 'is' in request ? request : { is: 'denied', request: bounded(request) };
}

interface NamedThing {
  readonly parameters: RecordFields;
  readonly resources: readonly RecordFields[];
  readonly hasKey: boolean;
}

/** The object or bucket. Words about a KMS key say nothing about the object. */
function thingOf({ resource, bucket, key }: PartialDenial, added: Added): NamedThing | undefined {
  const arn = [resource, added.resource].find((one) => one !== undefined && !isKeyArn(one));
  const accessPoint = accessPointIn(arn);
  if (arn !== undefined && accessPoint !== undefined) {
    return {
      parameters: defined({ bucketName: accessPoint.arn, key: accessPoint.key }),
      resources: [{ type: 'AWS::S3::AccessPoint', ARN: accessPoint.arn }],
      hasKey: accessPoint.key !== undefined,
    };
  }
  const named = arn === undefined ? undefined : objectInArn(arn);
  const bucketName = named?.bucket ?? bucket;
  if (bucketName === undefined) return undefined;
  const objectKey = named === undefined ? key : named.key;
  return {
    parameters: defined({ bucketName, key: objectKey }),
    resources: [],
    hasKey: objectKey !== undefined,
  };
}

function operationOf({ operation, action }: PartialDenial, added: Added): string | undefined {
  if (operation !== undefined) return operation;
  const asked = action ?? added.action;
  if (asked === undefined) return undefined;
  if (!asked.startsWith('kms:')) return eventNamed(asked);
  return added.action?.startsWith('s3:') === true ? eventNamed(added.action) : usesOfKey.get(asked);
}

/** The call for which S3 mostly asks this: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
const usesOfKey: ReadonlyMap<string, string> = new Map([
  ['kms:Decrypt', 'GetObject'],
  ['kms:GenerateDataKey', 'PutObject'],
]);

const needsKey = (operation: string | undefined): boolean =>
  operation !== undefined && /^(?:Get|Head|Put|Delete|Copy|Restore)Object(?!s|LockConfiguration)/.test(operation);

function recordOf(
  { errorCode, message, requestId, region, time, preflight }: PartialDenial,
  added: Added,
  known: { readonly principal: string; readonly operation: string; readonly thing: NamedThing },
): RecordFields {
  const record = {
    eventSource: 's3.amazonaws.com',
    eventName: known.operation,
    userIdentity: identityOf(known.principal),
    errorCode,
    requestParameters: { ...known.thing.parameters, ...parametersOf(preflight) },
    resources: known.thing.resources,
    awsRegion: region ?? '',
    ...defined({ errorMessage: message, requestID: requestId, eventID: requestId, eventTime: time ?? added.time }),
  };
  return leavingOut(record, ['headers', 'query', 'endpoint', 'session', 'forwarding']);
}

const parametersOf = ({ origin, method, headers }: AskedPreflight = {}): RecordFields =>
  defined({ origin, 'access-control-request-method': method, 'access-control-request-headers': headers });

function identityOf(principal: string): RecordFields {
  if (principal === 'anonymous') return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  if (principalOfArn(principal) !== undefined) return defined({ arn: principal, accountId: accountInArn(principal) });
  return { type: 'AWSService', invokedBy: principal };
}
