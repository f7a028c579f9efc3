import { compileText, type PlainText } from '../../../../src/engine/text';
import { leastKinds } from '../../../../src/engine/unknowns/candidates/least-kinds';

const list = (...patterns: readonly string[]) => ({
  ignoreCase: false,
  patterns: patterns.map((one) => compileText(one, { wildcards: true, variables: false }) as PlainText),
});

test.each([
  ['nothing', [], 1],
  ['words that may stand in any order', [list('*red*'), list('*blue*'), list('*green*')], 8],
  ['a word that holds another', [list('*red*'), list('*redder*'), list('*blue*')], 4],
  ['the same word twice', [list('*red*'), list('*red*')], 2],
  ['words of one list, of which any is enough', [list('*red*', '*blue*')], 1],
  ['a word in any case', [{ ...list('*red*'), ignoreCase: true }], 1],
  ['a word that must stand at an end', [list('red*'), list('*blue'), list('green')], 1],
  ['several words in their order', [list('*red*blue*')], 1],
] as const)('%s', (_, lists, least) => {
  expect(leastKinds(lists)).toBe(least);
});
