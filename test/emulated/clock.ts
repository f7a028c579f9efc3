/** What is deployed waits for minutes, a recheck for two and each schedule for one: here they are short. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds of the machine's; ministack_server.py runs its schedules by it. */
const minute = 10_000;

export interface Clock {
  /** By the clock of the functions. */
  readonly now: () => Date;
  /** Ends when one of its minutes has passed. */
  readonly minute: () => Promise<void>;
  /** Variables of what runs on that clock, with the shim. */
  readonly environment: Readonly<Record<string, string>>;
  readonly shim: string;
}

/** It agrees with the machine's clock when it is made, and then runs ahead of it. */
export function quickClock(): Clock {
  const start = Date.now();
  return {
    now: () => new Date(start + (Date.now() - start) * (60_000 / minute)),
    minute: () => wait(minute),
    environment: { CLOCK_START: String(start), CLOCK_MINUTE: String(minute) },
    shim: join(__dirname, 'quick-clock.cjs'),
  };
}
