/** The denials in the text of an object of a log. */
import { isAccessLogLine, parseAccessLogLine } from '../../request/access-log/parse-line';
import { parseRecord } from '../../request/record/parse';
import type { DeniedRequest } from '../../request/types';
import type { ParsedRecord } from '../../request/parsed-record';
import type { LogSource } from './sources';

/** `undefined`: the object has a log's name, and holds none. */
export function denialsIn(text: string, source: LogSource): readonly DeniedRequest[] | undefined {
  return source.is === 'trail'
    ? recordsIn(text)?.flatMap((record) => denied(parseRecord(record)))
    : text.split('\n').flatMap((line) => (mayBeDenied(line) ? denied(parseAccessLogLine(line, placeOf(source))) : []));
}

const denied = (parsed: ParsedRecord): readonly DeniedRequest[] => (parsed.is === 'denied' ? [parsed.request] : []);

const placeOf = ({ region, account }: Extract<LogSource, { is: 'access-log' }>) => ({ region, accountId: account });

/** Most lines are of successes, and parsing them costs more than looking for a status. */
const mayBeDenied = (line: string): boolean => /(?:"|-) 4\d\d /.test(line) && isAccessLogLine(line);

/** A file without an error need not be parsed. */
function recordsIn(text: string): readonly unknown[] | undefined {
  if (!text.includes('"errorCode"')) return [];
  try {
    const { Records: records } = JSON.parse(text) as { readonly Records?: unknown };
    return Array.isArray(records) ? records : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
