/** What happened when: the last success, the changes that may explain it, the denial, and when the policies were read. */
import { quote } from '../clean';
import type { Report } from '../contract';
import { seconds } from '../sentences/words';
import type { Block } from './block';

const mostChanges = 6;

export function timesBlock({ changes, lastAllowed, request, verdict }: Report): readonly Block[] {
  const told = changes.filter(({ likelihood }) => likelihood !== 'unlikely').slice(0, mostChanges);
  if (request.time === '' || told.length === 0) return [];
  const points = [
    ...(lastAllowed === undefined ? [] : [{ time: lastAllowed.time, text: `${quote(lastAllowed.eventName)} allowed` }]),
    ...told.map(({ time, eventName, resource }) => ({ time, text: `${quote(eventName)} on ${quote(resource, 80)}` })),
    { time: request.time, text: 'denied' },
    { time: verdict.asOf, text: 'policies read' },
  ];
  const inOrder = points.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));
  return [{ is: 'times', points: inOrder.map(({ time, text }) => ({ time: seconds(time), text })) }];
}
