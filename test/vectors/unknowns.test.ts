import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateLine } from '../../cli/commands/evaluate';

interface Vector {
  readonly id: string;
  readonly expected: {
    readonly decision: string;
    readonly blockers: readonly string[];
    readonly suspects?: readonly string[];
  };
}
type Blocks = readonly { readonly layer: string }[];
interface Answer {
  readonly decision: string;
  readonly blockers: Blocks;
  readonly suspects?: Blocks;
}

const layersIn = (blocks: Blocks) => [...new Set(blocks.map(({ layer }) => layer))].sort();

describe.each(['unknowns', 'generated-unknowns'])('%s.jsonl is decided exactly, with every suspect', (file) => {
  const lines = readFileSync(join(__dirname, `${file}.jsonl`), 'utf8').trimEnd().split('\n');

  test.each(lines.map((line) => [(JSON.parse(line) as Vector).id, line] as const))('%s', (_, line) => {
    const { expected } = JSON.parse(line) as Vector;
    const { decision, blockers, suspects } = evaluateLine(line) as Answer;
    expect({ decision, blockers: layersIn(blockers) }).toEqual({
      decision: expected.decision,
      blockers: expected.blockers,
    });
    if (expected.suspects !== undefined) expect(layersIn(suspects ?? blockers)).toEqual(expected.suspects);
  });
});
