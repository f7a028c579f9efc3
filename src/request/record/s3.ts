/** S3's own records: data events, bucket and account calls, and the network activity of a VPC endpoint. */
import { defined } from '../../defined';
import { isServiceItself } from '../../names/aws-accounts';
import { type Principal, accountOf } from '../../names/principal';
import type { AskedAuthorization, Call } from '../authorizations/call';
import { authorizationsOf } from '../authorizations/of-call';
import { parseSaid } from '../said/parse';
import { circumstancesOf, endpointIn } from './circumstances';
import { withContext } from '../context/context';
import { child, filledText, text, type RecordFields } from './fields';
import { leavesOut } from './left-out';
import { parametersOf } from './parameters';
import { partitionOf } from '../../names/partition';
import { notTold } from '../authorizations/resource-of';
import { principalIn } from './principal';
import { callerUnknown, recordFacts } from './facts';
import { accountInArn } from '../../names/arn';
import { bucketOwners, multiRegionAlias, thingOf, type Thing } from './resource-names';
import type { DeniedRequest } from '../types';
import type { BadInput } from '../parsed-record';
import { weigh } from '../said/check-against-record';

/** What an S3 record shows of the denied request. */
export function s3Request(record: RecordFields, errorCode: string): DeniedRequest | BadInput {
  const principal = principalIn(record);
  if (principal === undefined) return callerUnknown();
  const partition = partitionOf(text(record, 'awsRegion') ?? '');
  const thing = withAlias(thingOf(record, partition), record, partition);
  const parameters = parametersOf(child(record, 'requestParameters'));
  const headers = holdsHeaders(record) ? {} : ({ headersNotRecorded: true } as const);
  const call = { ...callOf(record, thing, parameters, principal), ...headers };
  const parsed = parseSaid(errorCode, text(record, 'errorMessage'));
  const asked = isNetworkEvent(record) ? unnamed(authorizationsOf(call), thing) : authorizationsOf(call);
  const weighed = weigh(parsed, asked, principal, thing);
  const at = circumstancesOf(record, principal, partition, parameters);
  const owner = ownerOf(call, principal.type === 'anonymous' ? filledText(record, 'recipientAccountId') : undefined);
  return {
    ...recordFacts(record, errorCode, principal),
    ...requestIdOf(record),
    said: weighed.said,
    ...defined({ bucket: thing.bucket, key: thing.key, versionId: thing.versionId, accessPoint: thing.accessPoint }),
    endpoint: endpointIn(record),
    parameters,
    ...headers,
    ...defined({ resourceAccountId: owner }),
    authorizations: weighed.asked.map((one) => withContext(one, at)),
  };
}

/** An endpoint's event is judged by its action alone. A record may lack its parameters, or hold them as a text that is cut. */
const holdsHeaders = (record: RecordFields): boolean =>
  isNetworkEvent(record) || (!leavesOut(record, 'headers') && child(record, 'requestParameters') !== undefined);

/** Whoever made up a record may have made up its id. */
function requestIdOf(record: RecordFields): { readonly requestId?: string } {
  const id = filledText(record, 'requestID');
  return id !== undefined && /^[A-Za-z0-9]{1,64}$/.test(id) ? { requestId: id } : {};
}

function callOf(
  record: RecordFields,
  thing: Thing,
  parameters: Readonly<Record<string, string>>,
  principal: Principal,
): Call {
  const region = text(record, 'awsRegion') ?? '';
  const controlAccountId = /^(\d{12})\.s3-control/.exec(parameters['host'] ?? '')?.[1];
  const sseApplied = filledText(child(record, 'additionalEventData'), 'SSEApplied');
  return {
    eventName: text(record, 'eventName') ?? '',
    partition: partitionOf(region),
    region,
    thing,
    parameters,
    bucketOwners: bucketOwners(record),
    ...defined({ callerAccountId: accountOf(principal) }),
    ...(isServiceItself(principal) ? { byService: true } : {}),
    ...defined({ controlAccountId, sseApplied }),
  };
}

/** The bucket's owner; an anonymous call is recorded nowhere but with it. */
function ownerOf({ thing, controlAccountId, eventName, callerAccountId }: Call, recorded: string | undefined) {
  const creator = eventName === 'CreateBucket' ? callerAccountId : undefined;
  return thing.ownerAccountId ?? controlAccountId ?? recorded ?? creator ?? accountOfName(thing);
}

/** A directory bucket's ARN names its account, the ARN of a plain access point only its own. */
const accountOfName = ({ directoryBucket }: Thing): string | undefined => accountInArn(directoryBucket);

/** The host of a Multi-Region Access Point leaves out the account, which the resources may still name. */
function withAlias(thing: Thing, record: RecordFields, partition: string): Thing {
  const alias = multiRegionAlias(record);
  if (alias === undefined || thing.accessPoint !== undefined || thing.ownerAccountId === undefined) return thing;
  return { ...thing, accessPoint: `arn:${partition}:s3::${thing.ownerAccountId}:accesspoint/${alias}` };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html */
const isNetworkEvent = (record: RecordFields): boolean =>
  text(record, 'eventCategory') === 'NetworkActivity' || text(record, 'errorCode') === 'VpceAccessDenied';

/** A network event shows neither bucket nor key, and only the call's first action was judged by the endpoint. */
function unnamed(asked: readonly AskedAuthorization[], thing: Thing): readonly AskedAuthorization[] {
  if (thing.bucket !== undefined) return asked;
  return asked
    .filter(({ purpose }) => purpose === 'main')
    .map((one) =>
      one.resource.is === 'arn' && one.resource.arn !== '*' ? { ...one, resource: notTold('network-event') } : one,
    );
}
