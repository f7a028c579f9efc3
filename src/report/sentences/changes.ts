import type { Change } from '../../verdict/types';
import { quote } from '../clean';
import type { Speech } from './speech';

/** Who changed what, which layer that touched, and what it replaced. */
export function changeSentence(change: Change, { labelOf }: Speech): string {
  const { time, actor, eventName, resource, touches, likelihood } = change;
  const call = `${quote(time)}: ${quote(actor)} called ${quote(eventName)} on ${quote(resource)}`;
  return `${call} (${labelOf(touches)}; ${likelihood} cause)${difference(change)}`;
}

/** Short values only; documents stand in the JSON report. */
function difference({ before, after }: Change): string {
  if (after !== undefined)
    return before === undefined ? `: set ${short(after)}` : `: ${short(before)} became ${short(after)}`;
  return before === undefined ? '' : `: it was ${short(before)}`;
}

const short = (value: unknown): string => quote(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 160);
