import type { Verdict } from '../../../verdict/verdict';
import { quote } from '../../clean';
import type { Report } from '../../contract';
import { whenWords } from './when';

/** When the same was last allowed, and by which record that is known. */
export function spokenUse({ lastAllowed, request }: Pick<Verdict, 'lastAllowed' | 'request'>): Report['lastAllowed'] {
  if (lastAllowed === undefined) return undefined;
  const { time, eventName } = lastAllowed;
  const summary = `Last allowed ${quote(time)}, ${whenWords(time, request.time)}: KMS let this caller ${quote(eventName)} for this bucket.`;
  return { ...lastAllowed, summary };
}
