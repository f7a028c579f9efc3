import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideByModel } from './model';
import type { Scenario } from './scenario';

type Vector = Scenario & { readonly id: string; readonly expected: Expected };
interface Expected {
  readonly decision: string;
  readonly blockers?: readonly string[];
  readonly decidingLayers?: readonly string[];
}

describe.each(['authorization', 'generated'])('the reference model agrees with %s.jsonl', (file) => {
  const lines = readFileSync(join(__dirname, '..', 'vectors', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  const vectors = lines.map((line) => JSON.parse(line) as Vector);

  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const { decision, blockers } = decideByModel(vector);
    const layers = [...new Set(blockers.map(({ layer }) => layer))].sort();
    const { expected } = vector;
    expect({ decision, layers }).toEqual({
      decision: expected.decision,
      layers: expected.decision === 'allowed' ? [] : (expected.blockers?.toSorted() ?? layers),
    });
    if (decision !== 'allowed' && expected.decidingLayers !== undefined) {
      expect(layers).toEqual(expect.arrayContaining([...expected.decidingLayers]));
    }
  });
});
