/** A record of CloudTrail as a change: who, when, what, on which things, and what it set. */
import { defined } from '../../defined';
import { at, listAt, textAt, type EventRecord } from '../readers/shared/events';
import { withoutSecrets } from '../recording/secrets';
import type { RecordedChange } from './types';

export interface ChangedPlace {
  readonly account: string;
  readonly region: string;
}

/** `undefined`: it failed, it only read, or it is of another service. */
export function changeIn(record: EventRecord, eventSource: string, place: ChangedPlace): RecordedChange | undefined {
  const failed = textAt(record, 'errorCode') !== undefined || textAt(record, 'errorMessage') !== undefined;
  const [eventId, eventName, time] = ['eventID', 'eventName', 'eventTime'].map((name) => textAt(record, name));
  if (failed || at(record, 'readOnly') === true || at(record, 'readOnly') === 'true') return undefined;
  if (textAt(record, 'eventSource') !== eventSource || eventId === undefined || eventName === undefined)
    return undefined;
  if (time === undefined || Number.isNaN(Date.parse(time))) return undefined;
  const after = settingIn(record);
  return {
    eventId,
    time,
    actor: actorIn(record),
    eventSource,
    eventName,
    ...place,
    resources: resourcesIn(record),
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

function resourcesIn(record: EventRecord): readonly string[] {
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
  return [...new Set(all.map((name) => name.slice(0, 2_048)))];
}

/** Fields of `requestParameters` that hold what was set. */
const setting = [
  'bucketPolicy',
  'policyDocument',
  'policy',
  'content',
  'PublicAccessBlockConfiguration',
  'AccessControlPolicy',
  'OwnershipControls',
  'ServerSideEncryptionConfiguration',
  'Tagging',
  'tags',
  'tagKeys',
] as const;

/** A policy document (parsed, if it is JSON), tags or a configuration; bounded, without secrets. */
function settingIn(record: EventRecord): unknown {
  const parameters = at(record, 'requestParameters');
  const found = [
    ...setting.map((name) => at(parameters, name)),
    at(parameters, 'ModifyVpcEndpointRequest', 'PolicyDocument'),
  ].find((value) => value !== undefined && value !== null && value !== '');
  return found === undefined ? undefined : bounded(withoutSecrets(typeof found === 'string' ? parsed(found) : found));
}

function parsed(text: string): unknown {
  for (const decode of [(raw: string) => raw, decodeURIComponent]) {
    try {
      return JSON.parse(decode(text)) as unknown;
    } catch {
      // The next way of writing it, or the text as it stands.
    }
  }
  return text;
}

const mostCharacters = 8_000;

function bounded(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : value;
}

/** What a change replaced: whatever the change before it set on the same thing. `changes` are newest first. */
export function withBefore(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  return changes.map((change, index) => {
    const kind = kindOf(change);
    const earlier = changes
      .slice(index + 1)
      .find((one) => kindOf(one) === kind && one.account === change.account && sameThing(one, change));
    return earlier?.after === undefined ? change : { ...change, before: earlier.after };
  });
}

/** `PutBucketPolicy` and `DeleteBucketPolicy` change one setting. */
const kindOf = ({ eventSource, eventName }: RecordedChange): string =>
  `${eventSource} ${eventName.replace(/^(Put|Delete|Create|Update|Tag|Untag|Attach|Detach)/, '').replace(/Version$/, '')}`;

const sameThing = (one: RecordedChange, other: RecordedChange): boolean =>
  one.resources.length === 0 ? other.resources.length === 0 : one.resources[0] === other.resources[0];
