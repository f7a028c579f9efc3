import * as fc from 'fast-check';
import { subjectOf } from '../../src/judging/cases/cases';
import { headerOptions, s3Calls } from '../../src/judging/commands/s3-calls';
import type { Remedy } from '../../src/judging/commands/remedy';
import { layers } from '../../src/layers';
import { commandTexts } from '../../src/report/commands/command-texts';
import { commandText } from '../../src/report/commands/render';
import type { BoundRequest } from '../../src/request/types';
import { callsIn, kebab, refusedOf } from '../setup/aws-cli';

const remedies = layers.flatMap(({ id, reads, remedies: own = {} }) =>
  Object.entries(own).flatMap(([code, all = []]) => all.map((remedy) => ({ id, code, reads, remedy }))),
);
const operations = Object.keys(s3Calls);

/** What the remedy prints for a request whose names are all this one. */
function printed(
  { reads, remedy }: { readonly reads: object; readonly remedy: Remedy },
  name: string,
  operation: string,
) {
  const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });
  const all = Object.fromEntries(Object.keys(headerOptions).map((header) => [header, name]));
  const named: BoundRequest = { ...request, operation, bucket: name, key: name, versionId: name, parameters: all };
  const facts = Object.fromEntries(['key', 'owner', 'header', 'vpcId', 'retainUntil'].map((fact) => [fact, name]));
  const readings = Object.fromEntries(Object.keys(reads).map((read) => [read, { status: 'absent' } as const]));
  const commands = remedy.commands({ facts, request: named, authorization, readings }) ?? [];
  const lines = commands.flatMap((command) => commandText(command, 'one-line') ?? []);
  return { text: commandTexts(commands), lines };
}

test('what layers know to do is what the AWS CLI can do, for every call', () => {
  const texts = remedies.flatMap((one) =>
    operations.flatMap((operation) => printed(one, 'name', operation).text ?? []),
  );
  expect(texts.length).toBeGreaterThan(100);
  expect([...new Set(callsIn(texts).flatMap(refusedOf))]).toEqual([]);
});

test('in one line, as on the card, they are the same calls', () => {
  const printedOnes = remedies.flatMap((one) => operations.map((operation) => printed(one, "it's `a`", operation)));
  const calls = (texts: readonly string[]) =>
    callsIn(texts).map((words) => words.map((word) => (/^[[{]/.test(word) ? (JSON.parse(word) as unknown) : word)));
  const lines = printedOnes.flatMap((one) => one.lines);
  expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
  expect(calls(lines)).toEqual(calls(printedOnes.flatMap(({ text }) => text ?? [])));
});

test('no name leaves its word', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '$(id)',
    '`id`',
    '\\',
    ';',
    '&',
    '|',
    '\n',
    ' ',
    '-',
    '--debug',
    '${IFS}',
    '#',
    '*',
    '~',
  );
  const hostile = fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 5 });
  fc.assert(
    fc.property(hostile, fc.constantFrom(...operations), (pieces, operation) => {
      const name = pieces.join('');
      const both = remedies.flatMap((one) => {
        const { text } = printed(one, name, operation);
        return text === undefined ? [] : [[text, printed(one, 'name', operation).text ?? ''] as const];
      });
      const [calls, plain] = [0, 1].map((at) => callsIn(both.map((pair) => pair[at]!)));
      // A value that begins with a dash stands in one word with its option.
      const told = (words: readonly string[]) => [
        words[0],
        words[1],
        words.flatMap((word) => (/^--[a-z0-9-]+=/.test(word) ? [word, ''] : [word])).length,
      ];
      expect(calls!.map(told)).toEqual(plain!.map(told));
    }),
    { numRuns: 30 },
  );
});

test.each(Object.entries(s3Calls))('%s takes the options that it is said to take', (name, call) => {
  const given = [...call!.takes, ...(call!.needs ?? []), ...(call!.on === 'object' ? ['Key'] : []), 'Bucket'];
  const words = given.map((option) => `--${kebab(option)}`);
  // What else a copy needs came with the call.
  expect(refusedOf(['s3api', kebab(call!.operation ?? name), ...words])).toEqual([]);
});
