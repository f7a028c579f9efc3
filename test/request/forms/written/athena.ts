import type { Json } from '../../samples';
import { at, csv, json, structText, textAt, type WrittenForm } from './row';

const columns = [
  'eventversion',
  'useridentity',
  'eventtime',
  'eventsource',
  'eventname',
  'awsregion',
  'sourceipaddress',
  'useragent',
  'errorcode',
  'errormessage',
  'requestparameters',
  'additionaleventdata',
  'requestid',
  'eventid',
  'resources',
  'eventtype',
  'recipientaccountid',
  'sharedeventid',
  'vpcendpointid',
  'vpcendpointaccountid',
  'eventcategory',
  'tlsdetails',
] as const;
/** A struct has all names of its type, filled or not. */
const identityOf = (identity: unknown): Json => ({
  invokedBy: null,
  ...(identity as Json),
  sessionContext: { ec2RoleDelivery: null, sourceIdentity: null, ...(at(identity, 'sessionContext') as Json) },
});
const valueOf = (record: Json, column: string): unknown =>
  Object.entries(record).find(([name]) => name.toLowerCase() === column)?.[1];
/** Structs of Athena's table as text, JSON where its table has text. */
const cellOf = (record: Json, column: string): string => {
  const value = valueOf(record, column);
  if (value === undefined || value === null) return '';
  if (column === 'useridentity') return structText(identityOf(value));
  if (['resources', 'tlsdetails'].includes(column)) return structText(value);
  return typeof value === 'string' ? value : json(value);
};
const athenaRow = (record: Json): readonly string[] => columns.map((column) => cellOf(record, column));

const lakeColumns = [
  ...[
    'eventVersion',
    'userIdentity',
    'eventTime',
    'eventSource',
    'eventName',
    'awsRegion',
    'sourceIPAddress',
    'userAgent',
  ],
  ...['errorCode', 'errorMessage', 'requestParameters', 'additionalEventData', 'requestID', 'eventID', 'resources'],
  ...[
    'eventType',
    'recipientAccountId',
    'sharedEventID',
    'vpcEndpointId',
    'vpcEndpointAccountId',
    'eventCategory',
    'tlsDetails',
  ],
];
/** Every object is a struct or a map, and the time has a blank and no zone. */
const lakeCell = (record: Json, name: string): string => {
  const value = at(record, name);
  if (name === 'eventTime') return String(value).replace('T', ' ').replace('Z', '.000');
  if (name === 'userIdentity') return structText(identityOf(value));
  return typeof value === 'object' && value !== null ? structText(value) : textAt(record, name);
};

export const athena: readonly WrittenForm[] = [
  {
    id: 'Athena as JSON',
    form: 'athena-answer',
    from: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html',
    write: (records) =>
      json({
        ResultSet: {
          Rows: [columns, ...records.map(athenaRow)].map((row) => ({
            Data: row.map((cell) => (cell === '' ? {} : { VarCharValue: cell })),
          })),
        },
      }),
    empty: json({ ResultSet: { Rows: [{ Data: columns.map((name) => ({ VarCharValue: name })) }] } }),
  },
  {
    id: 'Athena as CSV',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/athena/latest/ug/querying.html',
    write: (records) => csv(columns, records.map(athenaRow)),
    empty: columns.join(','),
  },
  {
    id: 'CloudTrail Lake as JSON',
    form: 'athena-answer',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html',
    write: (records) =>
      json({
        QueryStatus: 'FINISHED',
        QueryResultRows: records.map((one) =>
          lakeColumns.map((name) => ({ [name]: lakeCell(one, name) })).filter((cell) => Object.values(cell)[0] !== ''),
        ),
      }),
    // Nothing shows that columns without a value were asked for.
    loses: ['authorizations'],
    empty: '{"QueryStatus":"FINISHED","QueryResultRows":[]}',
  },
  {
    id: 'CloudTrail Lake as CSV',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-download-cloudtrail-lake-query-results.html',
    write: (records) =>
      csv(
        lakeColumns,
        records.map((one) => lakeColumns.map((name) => lakeCell(one, name))),
      ),
    empty: lakeColumns.join(','),
  },
];
