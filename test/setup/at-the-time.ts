/** The clock of a test stands at this time; everything else is real, so that servers and timers work. */
export function atTheTime(now: string): void {
  beforeAll(() => void jest.useFakeTimers({ now: new Date(now), doNotFake: [...realTimers] }));
  afterAll(() => void jest.useRealTimers());
}

const realTimers = [
  'nextTick',
  'setImmediate',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'performance',
  'hrtime',
  'clearTimeout',
  'clearImmediate',
  'clearInterval',
] as const;
