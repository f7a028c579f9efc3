import { isAccessLogLine, parseAccessLogLine } from '../../access-log/parse-line';
import type { TextForm } from '../form';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export const accessLogLine: TextForm = {
  id: 'access-log-line',
  title: 'Lines of S3 server access logs',
  read: (text) => (isAccessLogLine(text) ? [parseAccessLogLine(text)] : []),
};
