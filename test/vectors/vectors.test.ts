import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { implementations } from '../model/implementations';
import type { Scenario } from '../model/scenario';

interface Vector extends Scenario {
  readonly expected: {
    readonly decision: string;
    readonly blockers?: readonly string[];
    readonly decidingLayers?: readonly string[];
  };
}

const vectorsIn = (file: string): readonly Vector[] =>
  readFileSync(join(__dirname, `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);

describe.each(implementations)('%s decides as expected, with the layers that block', (_, decide) => {
  describe.each(['authorization', 'generated'])('%s.jsonl', (file) => {
    test.each(vectorsIn(file).map((vector) => [vector.id, vector] as const))('%s', (__, vector) => {
      const { expected } = vector;
      const { decision, blockers } = decide(vector);
      const layers = [...new Set(blockers.map(({ layer }) => layer))].sort();
      expect(decision).toBe(expected.decision);
      if (expected.decision === 'allowed') expect(layers).toEqual([]);
      else expect(layers).toEqual(expect.arrayContaining([...(expected.decidingLayers ?? [])]));
      if (expected.blockers !== undefined) expect(layers).toEqual(expected.blockers.toSorted());
    });
  });
});
