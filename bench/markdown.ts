import { cpus } from 'node:os';
import type { Measurement } from './define';

/** What one bench/*.bench.ts measured. */
export interface Table {
  readonly name: string;
  readonly measurements: readonly Measurement[];
}

/** The document of what was measured: when, where, and against which bounds. */
export function markdownOf(tables: readonly Table[], commandArguments: readonly string[], now: Date): string {
  return `# Speed

Measured by \`npm run bench -- ${commandArguments.join(' ')}\` on ${now.toISOString().slice(0, 10)}, with ${machine()}. Bounds are ratios or counts
in one run, so that they hold on any machine; times are those of this one.

${tables.map(({ name }) => `[${name}](#${name})`).join(' · ')}
${tables.map(sectionOf).join('')}`;
}

/** No names of machines: cores, platform and the version of Node.js. */
function machine(): string {
  const cores = cpus().length;
  return `${cores} ${cores === 1 ? 'core' : 'cores'} (${process.platform}, ${process.arch}) and Node.js ${process.versions.node}`;
}

function sectionOf({ name, measurements }: Table): string {
  const rows = measurements.map(({ what, value, bound }) => [what, value, boundOf(bound)]);
  return `\n## ${name}\n\n${tableOf([['what', 'measured', 'bound'], ...rows])}\n`;
}

function boundOf(bound: Measurement['bound']): string {
  if (bound === undefined) return '';
  return bound.holds ? bound.says : `**broken:** ${bound.says}`;
}

/** In columns, as Prettier leaves it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = [0, 1, 2].map((column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...body.map(lineOf)].join('\n');
}
