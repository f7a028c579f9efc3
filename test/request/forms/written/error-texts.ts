import type { Json } from '../../samples';
import { json, textAt, type WrittenForm } from './row';

const sentence = (record: Json): string =>
  `${textAt(record, 'errorMessage')} (Service: S3, Status Code: 403, Request ID: ${textAt(record, 'requestID')})`;
const loses = [
  ...(['session', 'endpoint', 'parameters', 'headersNotRecorded', 'invokedBy', 'sourceIp', 'userAgent'] as const),
  ...(['recipientAccountId', 'resourceAccountId', 'principal', 'time', 'region', 'authorizations'] as const),
];
/** S3's own id of the request stands for the event's. */
const asShown = (record: Json): Json => ({ ...record, eventID: record['requestID'] });

export const errorTexts: readonly WrittenForm[] = [
  {
    id: 'stack traces of the SDK for Java',
    form: 'error-text',
    from: 'https://github.com/aws/aws-sdk-java-v2/blob/master/core/sdk-core/src/main/java/software/amazon/awssdk/core/exception/SdkServiceException.java',
    write: (records) =>
      records
        .map((one) => `software.amazon.awssdk.services.s3.model.S3Exception: ${sentence(one)}\n\tat a.b.C.d(C.java:1)`)
        .join('\n'),
    loses,
    asks: ['principal', 'action', 'resource'],
    asShown,
    empty: '',
  },
  {
    id: 'error texts in CloudWatch Logs',
    form: 'error-text',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/filter-log-events.html',
    write: (records) =>
      json({
        events: records.map((one) => ({ timestamp: 1, message: sentence(one), eventId: '3' })),
        searchedLogStreams: [],
      }),
    loses,
    asks: ['principal', 'action', 'resource'],
    asShown,
    empty: '{"events":[],"searchedLogStreams":[]}',
  },
];
