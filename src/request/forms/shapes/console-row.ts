import { deniedBy } from '../../error-codes';
import { child, field, filledText, isFields, type RecordFields } from '../../record/fields';
import { defined } from '../../../defined';
import type { Form } from '../form';
import { isoTime } from '../../iso-time';

/** What the console's event history downloads as CSV. It has columns for people: no ARN of the caller, no parameters. */
export const consoleRow: Form = {
  id: 'console-row',
  title: "The console's event history, downloaded as CSV (as JSON it is a trail's log file)",
  open: (value) => {
    if (!isFields(value)) return undefined;
    const row: RecordFields = Object.fromEntries(
      Object.entries(value).map(([name, cell]) => [name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), cell]),
    );
    if (row['eventname'] === undefined || row['eventsource'] === undefined) return undefined;
    const record = recordOf(row);
    const { errorCode, eventName } = record;
    if (typeof errorCode !== 'string' || deniedBy(errorCode) === undefined) return { record };
    return {
      denial: {
        is: 'partial',
        errorCode,
        ...defined({
          message: filledText(record, 'errorMessage'),
          operation: typeof eventName === 'string' ? eventName : undefined,
          bucket: filledText(child(record, 'requestParameters'), 'bucketName'),
          requestId: filledText(record, 'requestID'),
          time: filledText(record, 'eventTime'),
          region: filledText(record, 'awsRegion'),
        }),
      },
    };
  },
};

function recordOf(row: RecordFields): RecordFields {
  const said = (name: string): string | undefined => {
    const value = field(row, name);
    return typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;
  };
  return defined({
    eventTime: isoTime(row['eventtime']),
    eventName: said('eventname'),
    eventSource: said('eventsource'),
    eventID: said('eventid'),
    requestID: said('requestid'),
    awsRegion: said('awsregion'),
    sourceIPAddress: said('sourceipaddress'),
    userAgent: said('useragent'),
    errorCode: said('errorcode'),
    errorMessage: said('errormessage'),
    requestParameters: bucketIn(said('resourcename') ?? said('resources')),
    userIdentity: defined({ userName: said('username'), accessKeyId: said('awsaccesskey') ?? said('accesskeyid') }),
  });
}

function bucketIn(names: string | undefined): RecordFields | undefined {
  const bucket = /^[a-z0-9][a-z0-9.-]{2,62}$/.exec(names?.split(/[,\s]/)[0] ?? '')?.[0];
  return bucket === undefined ? undefined : { bucketName: bucket };
}
