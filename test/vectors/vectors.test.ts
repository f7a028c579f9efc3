import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateLine } from '../../cli/commands/evaluate';

interface Vector {
  readonly id: string;
  readonly expected: {
    readonly decision: string;
    readonly blockers?: readonly string[];
    readonly decidingLayers?: readonly string[];
  };
}
interface Answer {
  readonly decision: string;
  readonly blockers: readonly { readonly layer: string }[];
}

describe.each(['authorization', 'generated'])('%s.jsonl is decided as expected, with the layers that block', (file) => {
  const lines = readFileSync(join(__dirname, `${file}.jsonl`), 'utf8').trimEnd().split('\n');

  test.each(lines.map((line) => [(JSON.parse(line) as Vector).id, line] as const))('%s', (_, line) => {
    const { expected } = JSON.parse(line) as Vector;
    const { decision, blockers } = evaluateLine(line) as Answer;
    const layers = [...new Set(blockers.map(({ layer }) => layer))].sort();
    expect(decision).toBe(expected.decision);
    if (expected.decision === 'allowed') expect(layers).toEqual([]);
    else if (expected.blockers !== undefined) expect(layers).toEqual([...expected.blockers].sort());
    else expect(layers).toEqual(expect.arrayContaining([...(expected.decidingLayers ?? [])]));
  });
});
