import { field, isFields, type RecordFields } from '../../record/fields';
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
      ? { record: recordOf(nested(value)) }
      : undefined;
  },
};

/** As a trail writes it. */
function isPlain(value: RecordFields): boolean {
  const { eventName, eventSource, eventTime, userIdentity, requestParameters, resources } = value;
  return (
    typeof eventName === 'string' &&
    typeof eventSource === 'string' &&
    typeof eventTime === 'string' &&
    eventTime.charCodeAt(10) === LETTER_T &&
    [userIdentity, requestParameters, resources].every((one) => typeof one === 'object' || one === undefined)
  );
}

const LETTER_T = 84;

/** Of each what its columns say: an empty cell is a field that the record does not have. */
function recordOf(row: RecordFields): RecordFields {
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const known = spellings.get(name.toLowerCase());
    record[known ?? name] = structured.has(name.toLowerCase()) ? structureOf(value, known) : plainOf(value);
  }
  const time = isoTime(record['eventTime']) ?? isoTime(field(row, '@timestamp'));
  return { ...record, ...(time === undefined ? {} : { eventTime: time }) };
}

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

/** An object's key may hold anything, also what looks like a further resource; the shape of Athena's table tells. */
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
