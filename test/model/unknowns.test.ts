import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeByBruteForce, type PartialScenario } from './brute-force';

type Vector = PartialScenario & { readonly id: string; readonly expected: Expected };
interface Expected {
  readonly decision: string;
  readonly blockers: readonly string[];
  readonly suspects?: readonly string[];
}

function vectorsIn(file: string): readonly Vector[] {
  const text = readFileSync(join(__dirname, '..', 'vectors', `${file}.jsonl`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

describe.each(['unknowns', 'generated-unknowns'])('trying every world agrees with %s.jsonl', (file) => {
  const vectors = vectorsIn(file);

  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const { decision, blockers, suspects } = judgeByBruteForce(vector);
    const layers = [...new Set(suspects.map((suspect) => suspect.split(' ')[0]!))].sort();
    expect({ decision, blockers, suspects: vector.observed && layers }).toEqual({
      decision: vector.expected.decision,
      blockers: vector.expected.blockers,
      suspects: vector.expected.suspects,
    });
  });
});

test('more than forty cases are made by hand, ten of them correlated', () => {
  const vectors = vectorsIn('unknowns');
  expect(vectors.length).toBeGreaterThan(40);
  expect(vectors.filter(({ id }) => id.startsWith('correlated-')).length).toBeGreaterThan(10);
});
