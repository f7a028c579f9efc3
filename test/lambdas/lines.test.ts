import { eachLine, type Limits } from '../../lambdas/way-in/lines';

async function read(chunks: readonly (string | Uint8Array)[], limits: Partial<Limits> = {}) {
  const taken: string[] = [];
  async function* content(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  const told = await eachLine(content(), { bytes: 1_000, lines: 100, ...limits }, (line) => taken.push(line));
  return { taken, ...told };
}
const euro = Buffer.from('€');

test.each<readonly [string, readonly (string | Uint8Array)[], readonly string[]]>([
  ['nothing', [], []],
  ['one line', ['a\n'], ['a']],
  ['a last line without its end', ['a\nb'], ['a', 'b']],
  ['a line in pieces', ['a', 'b', 'c\nd', '\n'], ['abc', 'd']],
  ['a character in pieces', [euro.subarray(0, 1), euro.subarray(1), '\n'], ['€']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
])('%s', async (_, chunks, lines) =>
  expect(await read(chunks)).toEqual({ taken: lines, lines: lines.length, cut: false }),
);

test.each<readonly [string, readonly string[], Partial<Limits>, readonly string[], boolean]>([
  ['as many lines as allowed are all', ['a\nb\n'], { lines: 2 }, ['a', 'b'], false],
  ['one more is left out', ['a\nb\nc\n'], { lines: 2 }, ['a', 'b'], true],
  ['one more without its end is left out', ['a\nb\nc'], { lines: 2 }, ['a', 'b'], true],
  ['as many bytes as allowed are all', ['a\n', 'b\n'], { bytes: 4 }, ['a', 'b'], false],
  ['a line that goes on after them is left out', ['a\nb', 'b\nc\n'], { bytes: 3 }, ['a'], true],
])('%s', async (_, chunks, limits, lines, cut) =>
  expect(await read(chunks, limits)).toEqual({ taken: lines, lines: lines.length, cut }),
);

test('what is left is not read', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield Buffer.from('a\n');
    }
  }
  await eachLine(endless(), { bytes: 1_000_000, lines: 10 }, () => undefined);
  expect(given).toBe(11);
});
