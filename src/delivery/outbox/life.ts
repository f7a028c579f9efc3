/** What becomes of a message in the outbox: pure, so that every way of failing is a row of a table. */
import type { Time } from '../../incident/types';
import type { Outcome } from '../channels/channel';
import type { Outgoing, OutgoingState } from './types';

/** A function that sends has ended by then. */
const sendingFor = 3 * 60_000;
/** A message that could not be sent for so long is of no use any more. */
const givenUpAfter = 3 * 86_400_000;
const longestWait = 3_600_000;
const mostDoubts = 5;
const firstDoubt = 5 * 60_000;

/** From when on somebody may send it; `undefined`: never again. */
export function dueAt(state: OutgoingState): Time | undefined {
  switch (state.is) {
    case 'waiting':
      return state.at;
    case 'sending':
      return state.since + sendingFor;
    default:
      return undefined;
  }
}

/** `undefined`: it is not due, or somebody else has it. */
export function begin(item: Outgoing, now: Time): { readonly item: Outgoing; readonly repeated: boolean } | undefined {
  const due = dueAt(item.state);
  if (due === undefined || due > now) return undefined;
  const wasKilled = item.state.is === 'sending';
  const repeated = wasKilled || (item.state.is === 'waiting' && item.state.repeated);
  const doubts = item.doubts + (wasKilled ? 1 : 0);
  return { item: { ...item, doubts, attempts: item.attempts + 1, state: { is: 'sending', since: now } }, repeated };
}

export function ended(item: Outgoing, outcome: Outcome, repeated: boolean, now: Time): Outgoing {
  const again = (wait: number, more: Partial<Outgoing> = {}): Outgoing =>
    now - item.stored > givenUpAfter
      ? giveUp(item, outcome, now)
      : { ...item, ...more, state: { is: 'waiting', at: now + wait, repeated: repeated || outcome.is === 'in-doubt' } };
  switch (outcome.is) {
    case 'sent':
      return { ...item, state: { is: 'sent', at: now, ...(outcome.ref === undefined ? {} : { ref: outcome.ref }) } };
    case 'not-sent':
      return again(outcome.retryAfter ?? backoff(item.attempts));
    case 'in-doubt':
      return item.doubts + 1 >= mostDoubts
        ? giveUp(item, outcome, now)
        : again(firstDoubt * 4 ** item.doubts, { doubts: item.doubts + 1 });
    case 'refused':
      return item.plain ? giveUp(item, outcome, now) : again(0, { plain: true });
    case 'broken':
      return again(0);
  }
}

/** 30 s, 1 min, 2 min … an hour. */
export const backoff = (attempts: number): number => Math.min(longestWait, 30_000 * 2 ** (attempts - 1));

const giveUp = (item: Outgoing, outcome: Outcome, now: Time): Outgoing => ({
  ...item,
  state: { is: 'given-up', at: now, why: 'why' in outcome ? outcome.why : outcome.is },
});
