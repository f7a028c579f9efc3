import { createHash } from 'node:crypto';
import type { KeptDenials } from '../incident/flow/ports';
import { getPart, putObject } from './aws';

/** Denials that wait for an execution, as objects of the evidence bucket: one for each batch. */
export function keptDenialsIn(bucket: string): KeptDenials {
  return {
    keep: (text) => keepText(bucket, 'denials', text),
    read: (object, from, to) => getPart(bucket, object, from, to),
  };
}

/** What intake did not understand, redacted: for people. */
export const quarantine = (bucket: string, records: readonly unknown[]): Promise<string> =>
  keepText(bucket, 'quarantine', records.map((record) => JSON.stringify(record)).join('\n'));

/** Under the hash of the text: keeping it again makes no second object. */
async function keepText(bucket: string, folder: string, text: string): Promise<string> {
  const key = `${folder}/${createHash('sha256').update(text).digest('hex')}.json`;
  await putObject(bucket, key, text);
  return key;
}
