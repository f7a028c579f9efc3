/** Records of AWS that people take for the record of a denied request, by the fields that only they have. */
import type { RecordKind } from '../parsed-record';
import { filledText, text, type RecordFields } from './fields';

/** `undefined`: none of them. */
export function kindOfRecord(record: RecordFields): RecordKind | undefined {
  const byType = types.get(text(record, 'eventType') ?? '') ?? types.get(text(record, 'detail-type') ?? '');
  if (byType !== undefined) return byType;
  if (text(record, 'eventCategory') === 'Insight') return 'insight';
  return shapes.find(([, names]) => names.every((name) => record[name] !== undefined))?.[0] ?? ofS3(record);
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html, and what EventBridge gets:
 * `Object Tags Added`, `Object Restore Completed` …
 */
const ofS3 = (record: RecordFields): RecordKind | undefined =>
  filledText(record, 'eventSource') === 'aws:s3' ||
  (text(record, 'source') === 'aws.s3' && text(record, 'detail-type')?.startsWith('Object ') === true)
    ? 'object-event'
    : undefined;

/** `eventType` of CloudTrail's records, `detail-type` of EventBridge's events. */
const types: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>(
  Object.entries({
    AwsConsoleSignIn: 'console-sign-in',
    AwsServiceEvent: 'service-event',
    AwsCloudTrailInsight: 'insight',
    'AWS Console Sign In via CloudTrail': 'console-sign-in',
    'AWS Service Event via CloudTrail': 'service-event',
    'AWS Insight via CloudTrail': 'insight',
    'GuardDuty Finding': 'finding',
    'Security Hub Findings - Imported': 'finding',
    'Access Analyzer Finding': 'finding',
    'Config Configuration Item Change': 'configuration-item',
    'CloudWatch Alarm State Change': 'alarm',
  } as const),
);

const shapes: readonly (readonly [RecordKind, readonly string[]])[] = [
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
  ['digest', ['digestS3Bucket', 'logFiles']],
  // https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
  ['finding', ['ProductArn', 'GeneratorId']],
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
  ['finding', ['schemaVersion', 'severity', 'service']],
  ['configuration-item', ['configurationItemStatus', 'resourceType']],
  // https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html
  ['configuration-item', ['configurationItem', 'messageType']],
  ['alarm', ['AlarmName', 'NewStateValue']],
];
