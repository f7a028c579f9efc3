export interface Limits {
  readonly bytes: number;
  readonly lines: number;
}

export interface LinesRead {
  readonly lines: number;
  /** There was more than the limits allow. */
  readonly cut: boolean;
}

/** Hands over each line of a stream of UTF-8, within limits; a last line may lack its end. */
export async function eachLine(
  content: AsyncIterable<Uint8Array>,
  most: Limits,
  take: (line: string) => void,
): Promise<LinesRead> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  let lines = 0;
  for await (const chunk of content) {
    const room = most.bytes - bytes;
    bytes += chunk.length;
    const whole = (rest + decoder.decode(chunk.subarray(0, room), { stream: true })).split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) {
      if (lines === most.lines) return { lines, cut: true };
      lines += 1;
      take(line);
    }
    // The line in the middle of which it was cut is none.
    if (bytes > most.bytes) return { lines, cut: true };
  }
  if (rest === '') return { lines, cut: false };
  if (lines === most.lines) return { lines, cut: true };
  take(rest);
  return { lines: lines + 1, cut: false };
}
