import { child, field, isFields, type RecordFields } from '../../record/fields';
import { leavingOut, type Part } from '../../record/left-out';
import { isAllowedParameter } from '../../record/parameters';
import type { Form } from '../form';
import { nested } from '../notation/nested';
import { structOf } from '../notation/struct-text';
import { isoTime } from '../../iso-time';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export const cloudtrailRecord: Form = {
  id: 'cloudtrail-record',
  title: 'A CloudTrail record, and its fields as columns: names in any case or with dots, structs as JSON or text',
  open: (value) => {
    if (!isFields(value)) return undefined;
    if (isPlain(value)) return { record: value };
    const names = new Set(Object.keys(value).map((name) => name.toLowerCase()));
    return names.has('eventname') && (names.has('eventsource') || names.has('errorcode'))
      ? { record: leavingOut(recordOf(nested(value)), leftOutOf(value)) }
      : undefined;
  },
};

/** As a trail writes it: every record has a version, and fields that somebody took out of one mostly have none. */
function isPlain(value: RecordFields): boolean {
  const { eventVersion, eventName, eventSource, eventTime, userIdentity, requestParameters, resources } = value;
  return (
    typeof eventName === 'string' &&
    typeof eventVersion === 'string' &&
    typeof eventSource === 'string' &&
    typeof eventTime === 'string' &&
    eventTime.charCodeAt(10) === LETTER_T &&
    [userIdentity, requestParameters, resources].every((one) => typeof one === 'object' || one === undefined)
  );
}

const LETTER_T = 84;

/** What the columns do not show: a field of a field is no whole, and a table has a struct's names whether they are filled or not. */
function leftOutOf(row: RecordFields): readonly Part[] {
  const names = new Set(Object.keys(row).map((name) => name.toLowerCase()));
  const identity = field(row, 'userIdentity');
  const whole = isFields(identity) || (typeof identity === 'string' && jsonOf(identity) !== undefined);
  const struct = whole || typeof identity !== 'string' ? undefined : structOf(identity);
  const columns = isFields(struct) ? struct : undefined;
  const shows: Readonly<Record<Part, boolean>> = {
    headers: names.has('requestparameters'),
    query: names.has('requestparameters'),
    endpoint: names.has('vpcendpointid'),
    session: whole || hasColumn(child(columns, 'sessionContext'), 'sourceidentity'),
    forwarding: whole || names.has('useridentity.invokedby') || hasColumn(columns, 'invokedby'),
  };
  return (Object.keys(shows) as Part[]).filter((part) => !shows[part]);
}

const hasColumn = (struct: RecordFields | undefined, column: string): boolean =>
  Object.keys(struct ?? {}).some((name) => name.toLowerCase() === column);

/** What the columns say: an empty cell is a field that the record does not have. */
function recordOf(row: RecordFields): RecordFields {
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const known = spellings.get(name.toLowerCase());
    record[known ?? name] = structured.has(name.toLowerCase()) ? structureOf(value, known) : plainOf(value);
  }
  const time = isoTime(record['eventTime']) ?? isoTime(field(row, '@timestamp'));
  return { ...surely(record, row), ...(time === undefined ? {} : { eventTime: time }) };
}

/**
 * CloudTrail Lake writes also the request's parameters as a map without quotes, where an object's key may imitate what follows
 * it: then the bucket alone is sure, as no other name may stand twice.
 */
function surely(record: RecordFields, row: RecordFields): RecordFields {
  const written = field(row, 'requestParameters');
  if (typeof written !== 'string' || written === '' || jsonOf(written) !== undefined) return record;
  const sent = child(record, 'requestParameters');
  if (sent !== undefined && Object.keys(sent).every(isParameter)) return record;
  const bucketName = field(sent, 'bucketName');
  return {
    ...record,
    requestParameters: typeof bucketName === 'string' ? { bucketName } : undefined,
    resources: undefined,
  };
}

const isParameter = (name: string): boolean =>
  isAllowedParameter(name) || /^(?:bucketName|key|uploadId|partNumber|(?:x|response)-[\w-]+)$/i.test(name);

const spellings: ReadonlyMap<string, string> = new Map(
  [
    'eventVersion',
    'eventTime',
    'eventSource',
    'eventName',
    'awsRegion',
    'sourceIPAddress',
    'userAgent',
    'errorCode',
    'errorMessage',
    'requestID',
    'eventID',
    'readOnly',
    'eventType',
    'managementEvent',
    'recipientAccountId',
    'sharedEventID',
    'vpcEndpointId',
    'vpcEndpointAccountId',
    'eventCategory',
    'sessionCredentialFromConsole',
    'userIdentity',
    'requestParameters',
    'additionalEventData',
    'resources',
    'tlsDetails',
  ].map((name) => [name.toLowerCase(), name]),
);

const structured: ReadonlySet<string> = new Set([
  'useridentity',
  'requestparameters',
  'responseelements',
  'additionaleventdata',
  'resources',
  'tlsdetails',
]);

const plainOf = (value: unknown): unknown => (value === '' || value === '-' || value === 'null' ? undefined : value);

function structureOf(value: unknown, name: string | undefined): unknown {
  if (typeof value !== 'string') return value;
  const read = jsonOf(value) ?? structOf(value);
  return name === 'resources' && !isListOfResources(read) ? undefined : read;
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // Not JSON: a struct as text, or nothing.
    return undefined;
  }
}

/** An object's key may hold anything, also what looks like a further resource; the shape of Athena's table decides. */
function isListOfResources(value: unknown): boolean {
  const expected = new Set(['arn', 'accountid', 'type', 'arnprefix']);
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isFields(one) &&
        Object.keys(one).every((name) => expected.has(name.toLowerCase())) &&
        field(one, 'type') !== undefined,
    )
  );
}
