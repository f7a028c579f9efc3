import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeByBruteForce, type PartialScenario } from './brute-force';

type Vector = PartialScenario & { readonly id: string; readonly expected: Expected };
interface Expected {
  readonly decision: string;
  readonly blockers: readonly string[];
  readonly suspects?: readonly string[];
}

const lines = readFileSync(join(__dirname, '..', 'vectors', 'unknowns.jsonl'), 'utf8')
  .trimEnd()
  .split('\n');
const vectors = lines.map((line) => JSON.parse(line) as Vector);

describe('trying every world agrees with unknowns.jsonl', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const { decision, blockers, suspects } = judgeByBruteForce(vector);
    const layers = [...new Set(suspects.map((suspect) => suspect.split(' ')[0]!))].sort();
    expect({ decision, blockers, suspects: vector.observed && layers }).toEqual({
      decision: vector.expected.decision,
      blockers: vector.expected.blockers,
      suspects: vector.expected.suspects,
    });
  });

  test('more than forty cases, ten of them correlated', () => {
    expect(vectors.length).toBeGreaterThan(40);
    expect(vectors.filter(({ id }) => id.startsWith('correlated-')).length).toBeGreaterThan(10);
  });
});
