/** Records that went through a table hold their objects as JSON texts. https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html */
import type { RecordFields } from './fields';

const objects = new Set(['useridentity', 'requestparameters', 'additionaleventdata', 'resources', 'tlsdetails']);

/** The record with its objects as objects; what is no JSON stays the text that it is. */
export function withObjects(record: RecordFields): RecordFields {
  const read = Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
    const found = typeof value === 'string' && objects.has(name.toLowerCase()) ? objectIn(value) : undefined;
    return found === undefined ? [] : [[name, found]];
  });
  return read.length === 0 ? record : { ...record, ...Object.fromEntries(read) };
}

function objectIn(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined; // RangeError: nested too deep
    throw error;
  }
}
