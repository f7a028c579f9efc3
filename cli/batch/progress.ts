/** One line on standard error that says how far the work is; nothing where that is no terminal. */
export interface Progress {
  readonly step: () => void;
  readonly end: () => void;
}

/** A line that is written over needs a terminal that can go back. */
const isShown = (): boolean => process.stderr.isTTY && process.env['TERM'] !== 'dumb';

/** `total`: undefined where nobody knows. */
export function progressOf(what: string, total: number | undefined): Progress {
  if (!isShown()) return { step: () => undefined, end: () => undefined };
  const start = performance.now();
  let done = 0;
  let shown = 0;
  return {
    step: () => {
      done += 1;
      const now = performance.now();
      if (now - shown < interval) return;
      shown = now;
      process.stderr.write(`\r\u001B[K${lineOf(what, done, total, (now - start) / 1_000)}`);
    },
    end: () => {
      if (shown > 0) process.stderr.write('\r\u001B[K');
    },
  };
}

/** Milliseconds; a terminal needs no more. */
const interval = 200;

/** `seconds` since the start. */
export function lineOf(what: string, done: number, total: number | undefined, seconds: number): string {
  const rate = done / Math.max(seconds, 0.001);
  const speed = `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} a second`;
  if (total === undefined) return `${done} ${what}, ${speed}`;
  return `${done} of ${total} ${what}, ${speed}, ${Math.ceil((total - done) / rate)} s left`;
}

/** Which layer is being read, of those that are still open; the line goes with the last. */
export function layerProgress(): ((reading: readonly string[]) => void) | undefined {
  if (!isShown()) return undefined;
  return (reading) => process.stderr.write(`\r\u001B[K${layerLine(reading)}`);
}

export function layerLine([first, ...others]: readonly string[]): string {
  if (first === undefined) return '';
  return others.length === 0
    ? `reading ${first}`
    : `reading ${first} and ${others.length} more ${others.length === 1 ? 'layer' : 'layers'}`;
}
