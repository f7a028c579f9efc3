/** The registry as a table, in AWS's evaluation order. */
import type { AnyLayer } from '../../src/layers/define';
import { table } from './table';

export function registryTable(layers: readonly AnyLayer[]): string {
  const rows = layers.map((layer) => [
    `\`${layer.id}\``,
    `[${layer.title}](${layer.docs})`,
    layer.kind,
    layer.side,
    layer.saidAs.join(', ') || 'is never named',
    readersOf(layer).join(', ') || 'the record alone',
  ]);
  return table(['Layer', 'What it is', 'Kind', 'Side', 'In error texts and codes', 'Reads'], rows);
}

function readersOf({ reads }: AnyLayer): readonly string[] {
  return [...new Set(Object.values(reads).map(({ id }) => `\`${id}\``))];
}
