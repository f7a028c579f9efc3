/** Tables over logs, with their days as partitions that nobody has to add. */
import { createHash } from 'node:crypto';
import { placeOf, type AccessLogSource, type LogSource, type TrailSource } from '../sources';
import { inTable } from './sql';

/** One name for one place: a table that was made before is used again. */
export const tableOf = (source: LogSource): string =>
  `culprit_${source.is === 'trail' ? 'trail' : 'access_log'}_${createHash('sha256').update(placeOf(source)).digest('hex').slice(0, 12)}`;

export const createTable = (source: LogSource): string =>
  source.is === 'trail' ? trailTable(source) : accessLogTable(source);

/** https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
function trailTable(source: TrailSource): string {
  const location = `s3://${source.bucket}/${source.folder}`;
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${tableOf(source)} (
  eventversion STRING,
  useridentity STRUCT<
    type: STRING, principalid: STRING, arn: STRING, accountid: STRING, invokedby: STRING, accesskeyid: STRING, username: STRING,
    sessioncontext: STRUCT<
      attributes: STRUCT<mfaauthenticated: STRING, creationdate: STRING>,
      sessionissuer: STRUCT<type: STRING, principalid: STRING, arn: STRING, accountid: STRING, username: STRING>,
      ec2roledelivery: STRING, sourceidentity: STRING>>,
  eventtime STRING, eventsource STRING, eventname STRING, awsregion STRING, sourceipaddress STRING, useragent STRING,
  errorcode STRING, errormessage STRING, requestparameters STRING, additionaleventdata STRING,
  requestid STRING, eventid STRING, readonly STRING,
  resources ARRAY<STRUCT<arn: STRING, accountid: STRING, type: STRING>>,
  eventtype STRING, recipientaccountid STRING, sharedeventid STRING, vpcendpointid STRING, vpcendpointaccountid STRING,
  eventcategory STRING, sessioncredentialfromconsole STRING,
  tlsdetails STRUCT<tlsversion: STRING, ciphersuite: STRING, clientprovidedhostheader: STRING>
)
PARTITIONED BY (day STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${inTable(location)}
${projectedDays(`${location}\${day}`)}`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html */
function accessLogTable(source: AccessLogSource): string {
  const location = `s3://${source.bucket}/${source.prefix}`;
  // Without folders of their own all days lie side by side.
  const folder = source.isPartitioned
    ? `${location}${source.account}/${source.region}/${source.of}/`
    : folderOf(location);
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${tableOf(source)} (
  ${accessLogColumns.map((name) => `\`${name}\` STRING`).join(', ')}
)
${source.isPartitioned ? 'PARTITIONED BY (day STRING)\n' : ''}ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex' = '${accessLogPattern}')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${inTable(folder)}${source.isPartitioned ? `\n${projectedDays(`${folder}\${day}`)}` : ''}`;
}

/** A location is a folder; that the prefix ends in the middle of a name is for the query to say. */
const folderOf = (location: string): string => location.slice(0, location.lastIndexOf('/') + 1);

/** AWS's own names. */
const accessLogColumns = [
  'bucketowner',
  'bucket_name',
  'requestdatetime',
  'remoteip',
  'requester',
  'requestid',
  'operation',
  'key',
  'request_uri',
  'httpstatus',
  'errorcode',
  'bytessent',
  'objectsize',
  'totaltime',
  'turnaroundtime',
  'referrer',
  'useragent',
  'versionid',
  'hostid',
  'sigv',
  'ciphersuite',
  'authtype',
  'endpoint',
  'tlsversion',
  'accesspointarn',
  'aclrequired',
];

const field = '([^ ]*)';
const quoted = String.raw`("[^"]*"|-)`;
const accessLogPattern = [
  ...[field, field, String.raw`\\[(.*?)\\]`],
  ...Array.from({ length: 5 }, () => field),
  ...[quoted, '(-|[0-9]*)'],
  ...Array.from({ length: 5 }, () => field),
  ...[quoted, quoted, field],
]
  .join(' ')
  .concat(`(?: ${Array.from({ length: 8 }, () => field).join(' ')})?.*$`);

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html */
const projectedDays = (template: string): string => `TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2015/01/01,NOW',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = ${inTable(template)}
)`;
