import * as fc from 'fast-check';
import { inputReader } from '../../../src/request/forms/read-input';
import { errorText, everyMutationIsRead, texts } from './mutations';

// Some mutations of every form here; many by `FUZZ=50000 npm test -- --verbose test/request/forms/fuzz`, which lists them by form.

const numRuns = Number(process.env['FUZZ'] ?? 60);

test.each(texts)(`%s, mutated ${numRuns} times, never throws and gives something`, (_, text) =>
  fc.assert(everyMutationIsRead(text), { numRuns }),
);

describe('no text takes long', () => {
  const many = 100_000;
  test.each([
    ['brackets', '['.repeat(many)],
    ['objects', '{"a":'.repeat(many)],
    ['quotes', '"'.repeat(many)],
    ['backslashes in a text', `{"a":"${'\\'.repeat(many)}`],
    ['lists', '{"Records":['.repeat(many)],
    ['structs', `useridentity,eventname\n"${'{a='.repeat(many)}",x`],
    ['denials', errorText.repeat(300)],
    ['half denials', 'User: a is not authorized to perform: '.repeat(10_000)],
    ['line ends', '\n'.repeat(many)],
    ['spaces', `{${' '.repeat(many)}`],
    ['boxes', '│ \n'.repeat(many)],
    ['hosts of S3', `Access Denied https://${'a.s3.'.repeat(many)}`],
    ['copies that failed', `Access Denied copy failed: s3://${'a to s3://b/'.repeat(many)}`],
    ['failed uploads', `upload failed: ${'s3://b/'.repeat(many)}`],
  ])('%s', (_, text) => {
    const reader = inputReader();
    let steps = 0;
    for (let at = 0; at < text.length; at += 64 * 1024) steps += reader.push(text.slice(at, at + 64 * 1024)).length;
    expect(steps + reader.end().length).toBeGreaterThan(0);
  });
});
