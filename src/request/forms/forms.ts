/** The registry of forms: the first that knows a value, or a text, opens it. A new form is a file and a line here. */
import type { Form, TextForm } from './form';
import { accessLogRow } from './shapes/access-log-row';
import { athenaAnswer } from './shapes/athena-answer';
import { cloudtrailRecord } from './shapes/cloudtrail-record';
import { cloudwatchLogs } from './shapes/cloudwatch-logs';
import { consoleRow } from './shapes/console-row';
import { elastic } from './shapes/elastic';
import { eventbridgeEvent } from './shapes/eventbridge-event';
import { insightsRow } from './shapes/insights-row';
import { lookupEvents } from './shapes/lookup-events';
import { ocsf } from './shapes/ocsf';
import { queueMessage } from './shapes/queue-message';
import { splunk } from './shapes/splunk';
import { trailFile } from './shapes/trail-file';
import { accessLogLine } from './texts/access-log-line';
import { errorText } from './texts/error-text';

export const forms: readonly Form[] = [
  // Before the record: a message of a stream has an `eventName` and an `eventSource` of its own.
  queueMessage,
  eventbridgeEvent,
  // What keeps the record whole comes before the fields that were taken out of it.
  lookupEvents,
  insightsRow,
  splunk,
  cloudtrailRecord,
  accessLogRow,
  trailFile,
  cloudwatchLogs,
  athenaAnswer,
  elastic,
  ocsf,
  consoleRow,
];

export const textForms: readonly TextForm[] = [accessLogLine, errorText];
