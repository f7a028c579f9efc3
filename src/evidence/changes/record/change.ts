/** A record of CloudTrail as a change: who, when, what, on which things, and what it set. */
import { defined } from '../../../defined';
import { at, listAt, textAt, type EventRecord } from '../../readers/shared/events';
import type { RecordedChange, Thing } from '../types';
import { originIn } from './origin';
import { hasFailed, settingsIn, stored, versionIn } from './settings';

export interface ChangedPlace {
  readonly account: string;
  readonly region: string;
}

/** `undefined`: it failed, it only read, or it is of another service. */
export function changeIn(record: EventRecord, eventSource: string, place: ChangedPlace): RecordedChange | undefined {
  const [eventId, eventName, time] = ['eventID', 'eventName', 'eventTime'].map((name) => textAt(record, name));
  if (hasFailed(record) || at(record, 'readOnly') === true || at(record, 'readOnly') === 'true') return undefined;
  if (textAt(record, 'eventSource') !== eventSource || eventId === undefined || eventName === undefined)
    return undefined;
  if (time === undefined || Number.isNaN(Date.parse(time))) return undefined;
  const sets = settingsIn(record).map(({ setting, of, value }) => ({ setting, of, ...defined({ after: value }) }));
  const [only] = sets;
  const after = sets.length === 1 && only?.setting !== 'tag' ? only?.after : otherIn(record);
  return {
    eventId,
    time,
    actor: actorIn(record),
    ...defined({ origin: originIn(record) }),
    eventSource,
    eventName,
    ...place,
    resources: resourcesIn(record, sets),
    ...defined({ version: versionIn(record) }),
    sets,
    ...defined({ after }),
  };
}

/** The ARN of who did it, or the service. */
function actorIn(record: EventRecord): string {
  return (
    textAt(record, 'userIdentity', 'arn') ??
    textAt(record, 'userIdentity', 'invokedBy') ??
    textAt(record, 'userIdentity', 'principalId') ??
    textAt(record, 'userIdentity', 'accountId') ??
    'unknown'
  );
}

/** Fields of `requestParameters` that name things, the most specific first. */
const naming = [
  'policyArn',
  'policyId',
  'policyName',
  'permissionsBoundary',
  'roleName',
  'userName',
  'groupName',
  'targetId',
  'accountId',
  'rootId',
  'keyId',
  'targetKeyId',
  'aliasName',
  'resourceArn',
  'resourceId',
  'bucketName',
  'name',
  'vpcEndpointId',
] as const;

function resourcesIn(record: EventRecord, sets: readonly Thing[]): readonly string[] {
  const parameters = at(record, 'requestParameters');
  const named = naming.flatMap((name) => textAt(parameters, name) ?? []);
  const listed = listAt(record, 'resources').flatMap((one) => textAt(one, 'ARN') ?? textAt(one, 'arn') ?? []);
  const endpoints = [
    textAt(parameters, 'ModifyVpcEndpointRequest', 'VpcEndpointId'),
    ...[at(parameters, 'DeleteVpcEndpointsRequest', 'VpcEndpointId')].flat().map((one) => textAt(one, 'content')),
  ].filter((id) => id !== undefined);
  // Settings of the whole account name nothing: they are the account's.
  const account = textAt(record, 'recipientAccountId');
  const own = /Account(PublicAccessBlock|FromOrganization)|^LeaveOrganization|AccessGrant/.test(
    textAt(record, 'eventName') ?? '',
  );
  const all = [...named, ...listed, ...endpoints, ...(own && account !== undefined ? [account] : [])];
  // Calls that wrap what they name.
  if (all.length === 0) all.push(...sets.flatMap(({ of }) => of.slice(0, 1)));
  return [...new Set(all.map((name) => name.slice(0, 2_048)))];
}

/** Fields of `requestParameters` that hold what was set, where that is no whole thing. */
const others = [
  'policyDocument',
  'policy',
  'content',
  'AccessControlPolicy',
  'Tagging',
  'tags',
  'tagKeys',
  'pendingWindowInDays',
] as const;

function otherIn(record: EventRecord): unknown {
  const parameters = at(record, 'requestParameters');
  const found = others.map((name) => at(parameters, name)).find((value) => value !== undefined && value !== null);
  return found === undefined || found === '' ? undefined : stored(found);
}
