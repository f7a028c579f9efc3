import { parseArgs } from 'node:util';
import { layers } from '../../src/layers';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';

/** The registry as a table. */
export function runLayers(commandArguments: readonly string[]): number {
  const { values } = usable('layers', () =>
    parseArgs({ args: [...commandArguments], options: { format: { type: 'string', default: 'text' } } }),
  );
  process.stdout.write(`${print(values.format)}\n`);
  return exitCode.found;
}

const rows = () =>
  layers.map((layer) => ({
    layer: layer.id,
    title: layer.title,
    kind: layer.kind,
    side: layer.side,
    reads: [
      ...new Set(Object.values(layer.reads).flatMap(({ permissions }) => permissions.map(({ action }) => action))),
    ],
    docs: layer.docs,
  }));

function print(format: string): string {
  switch (format) {
    case 'json':
      return JSON.stringify(rows(), null, 2);
    case 'markdown':
      return ['| layer | kind | side | reads |', '|---|---|---|---|', ...rows().map(markdownRow)].join('\n');
    case 'text':
      return textTable();
    default:
      throw new UsageError(`\`--format ${format}\` is not known here: use text, json or markdown`);
  }
}

type Row = ReturnType<typeof rows>[number];
const markdownRow = ({ layer, kind, side, reads, docs }: Row) =>
  `| [\`${layer}\`](${docs}) | ${kind} | ${side} | ${reads.map((read) => `\`${read}\``).join(' ')} |`;

function textTable(): string {
  const cells = [
    ['layer', 'kind', 'side', 'reads'],
    ...rows().map((row) => [row.layer, row.kind, row.side, row.reads.join(' ')]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
