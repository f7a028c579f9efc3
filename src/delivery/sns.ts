import { renderText, type TextOptions } from '../report/render-text';
import type { Report } from '../report/contract';
import { publish } from './aws';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: 100 ASCII characters, no control characters. */
const longestSubject = 100;
/** SNS takes 256 KB; UTF-8 needs up to three bytes for what JavaScript counts as one. */
const longestMessage = 80_000;

/** Publishes the report as text; e-mail subscribers read it as it stands. Gives SNS's message id. */
export function publishReport(
  topicArn: string,
  report: Report,
  options: TextOptions = {},
): Promise<string | undefined> {
  return publish(topicArn, subjectOf(report), bounded(renderText(report, { ...options, columns: Infinity })));
}

/** As far as a subject line may hold it. */
export function subjectOf(report: Report): string {
  const ascii = report.subject
    .replaceAll('…', '...')
    .replace(/[^\u0020-\u007e]/g, '?')
    .trim();
  return ascii.length <= longestSubject ? ascii : `${ascii.slice(0, longestSubject - 3)}...`;
}

/** Half of a surrogate pair at the cut would make the SDK refuse the whole message. */
function bounded(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= longestMessage ? whole : `${whole.slice(0, longestMessage).toWellFormed()}\n… shortened\n`;
}
