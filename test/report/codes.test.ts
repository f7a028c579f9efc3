import { spokenNotDenied } from '../../src/report/not-denied';
import { spokenNotes } from '../../src/report/notes';
import { spokenReasons, spokenUnknowns } from '../../src/report/unknowns';
import { sourcesIn } from '../setup/sources';

// Reasons are codes; this is the only check that a person ever reads them as sentences.
const sources = ['src/layers', 'src/evidence', 'src/request', 'src/verdict', 'src/engine']
  .flatMap(sourcesIn)
  // Cases only name codes, and those of fixes are a union that a switch must exhaust.
  .filter(({ path }) => !path.endsWith('/cases.ts') && path !== 'src/verdict/fixes/propose.ts');

/** `note('x')` in layers; `{ code: 'x', facts … }` and `notDenied('x'` everywhere. */
const used = sources.flatMap(({ path, text }) => {
  const call = path.startsWith('src/layers/') ? 'note|notDenied' : 'notDenied';
  const pattern = new RegExp(`\\b(?:${call})\\(\\s*'([a-z0-9-]+)'|\\bcode: '([a-z0-9-]+)',\\s*facts\\b`, 'g');
  return [...text.matchAll(pattern)].map((match) => [match[1] ?? match[2] ?? '', path] as const);
});

test('every code of a note or an unknown has a sentence', () => {
  const spoken = new Set([...spokenNotes(), ...spokenUnknowns(), ...spokenNotDenied()]);
  const silent = used.filter(([code]) => !spoken.has(code)).map(([code, path]) => `${code} (${path})`);
  expect([...new Set(silent)].sort()).toEqual([]);
});

test('the check sees codes', () => expect(used.length).toBeGreaterThan(20));

/** `why: 'x'` of a value, and the reasons for which a key is not known. */
const reasons = sources
  // What AWS said is odd in ways of its own.
  .filter(({ path }) => /^src\/(request|evidence\/resolve)\//.test(path) && path !== 'src/request/said/parse.ts')
  .flatMap(({ text }) => [...text.matchAll(/(?:\bwhy: |unknown\(read, authorization, )'([a-z-]+)'/g)])
  .map(([, reason = '']) => reason);

test('every reason why a value is not known has words', () => {
  const spoken = new Set(spokenReasons());
  expect([...new Set(reasons)].filter((reason) => !spoken.has(reason))).toEqual([]);
  expect(reasons.length).toBeGreaterThan(5);
});
