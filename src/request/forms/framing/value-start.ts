import { isAccessLogLine } from '../../access-log/parse-line';

/** Where a JSON value begins: here, or after what a log puts before it. */
export function valueStart(text: string, isLast: boolean): number | 'more' | 'none' {
  if (/^(?:\{\s*["}]|\[\s*["[{\]])/.test(text)) return 0;
  if (/^[{[]\s*$/.test(text)) return isLast ? 'none' : 'more';
  if (/^"\s*(?:\\.|[{[])/.test(text)) return 0;
  const line = /^[^\n]*/.exec(text)?.[0] ?? '';
  if (indentedAfterTime.test(line) && !speaksOfError.test(line))
    return /^[^\n]*\n\s*"/.test(text) ? line.indexOf('{') : /\n\s*\S/.test(text) || isLast ? 'none' : 'more';
  const inside = line.indexOf('{"');
  if (inside < 0 || inside > longestPrefix || isAccessLogLine(line)) return 'none';
  return speaksOfError.test(line.slice(0, inside)) ? 'none' : inside;
}

/** `aws logs tail --format json` indents the message: https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html */
const indentedAfterTime = /^\d{4}-\d\d-\d\d[T ][^\n{]{1,600}\{\s*$/;
const longestPrefix = 1_024;
/** The JSON is then a part of what somebody says. */
const speaksOfError = /not authorized|Access ?Denied|Forbidden|\b403\b/i;
