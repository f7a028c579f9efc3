import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { jsonWord, shellWord } from '../../../src/report/commands/shell';

/** What a POSIX shell makes of a word. */
function words(text: string): readonly string[] {
  const { stdout } = spawnSync('/bin/sh', ['-c', `for word in ${text}; do printf '%s\\0' "$word"; done`], {
    encoding: 'utf8',
  });
  return stdout.split('\0').slice(0, -1);
}

test.each([
  ['a name', 'my-bucket', 'my-bucket'],
  ['a key with spaces', 'a b', "'a b'"],
  ['nothing', '', "''"],
  ['a quote', "it's", String.raw`'it'\''s'`],
  ['what a shell would run', '$(rm -rf ~)`id`;&|', "'$(rm -rf ~)`id`;&|'"],
  ['a home folder', '~/a', "'~/a'"],
])('%s', (_, text, word) => expect(shellWord(text)).toBe(word));

test.each([
  ['a line break', 'a\nb'],
  ['an escape sequence', '\u001b[2J'],
  ['a direction of writing', 'a\u202eb'],
  ['a joiner that nobody sees', 'a\u200bb'],
  ['a byte order mark', '\ufeffa'],
  ['half a character', '\ud800'],
])('%s cannot be pasted', (_, text) => expect(shellWord(text)).toBeUndefined());

test('a shell takes a word for the text that it stands for', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(texts, (all) => {
      const pasteable = all.filter((text) => shellWord(text) !== undefined);
      expect(words(pasteable.map(shellWord).join(' '))).toEqual(pasteable);
    }),
    { numRuns: 20 },
  );
});

test('JSON stays the same JSON, in one word of pasteable text', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }), (all) => {
      const text = all.map(jsonWord).join(' ');
      expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
      expect(words(text).map((one) => JSON.parse(one) as unknown)).toEqual(JSON.parse(JSON.stringify(all)));
    }),
    { numRuns: 20 },
  );
});
