/** The calls that a run's reads were made with, also of those that it shares with a run before. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Recorded calls. */
export type AskedCalls = Set<object>;

const asking = new AsyncLocalStorage<AskedCalls>();

/** What is asked meanwhile is noted in `asked`. */
export const noting = <T>(asked: AskedCalls, ask: () => T): T => asking.run(asked, ask);

export const note = (call: object): void => void asking.getStore()?.add(call);

/** Whoever shares an answer has asked what it was made with. */
export function noteAll(calls: AskedCalls): void {
  for (const call of calls) note(call);
}
