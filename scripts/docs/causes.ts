/** Every known cause of an S3 403: which layer names it and as what, or why none can. */
import type { AnyLayer } from '../../src/layers/define';
import { unseenCauses } from './unseen-causes';
import { table } from './table';

export function causesTable(layers: readonly AnyLayer[]): string {
  const named = layers.flatMap(({ id, causes = [] }) =>
    causes.map(({ number, title, code, verified }) => ({
      number,
      row: [title, `\`${id}\``, `\`${code}\`${verified === false ? ', never more than possible: unverified' : ''}`],
    })),
  );
  const unseen = unseenCauses.map(({ number, title, why }) => ({ number, row: [title, 'none', why] }));
  const rows = [...named, ...unseen].sort((a, b) => a.number - b.number);
  return table(
    ['#', 'Cause', 'Layer', 'Shown as, or why it cannot be seen'],
    rows.map(({ number, row }) => [String(number), ...row]),
  );
}

/** The causes that no layer can name. */
export function unseenTable(): string {
  return table(
    ['Cause', 'Why it cannot be seen'],
    unseenCauses.map(({ title, why }) => [title, why]),
  );
}

/** The numbers of all causes, in order: those that a layer names, and those that none can. */
export function knownCauses(layers: readonly AnyLayer[]): readonly number[] {
  const known = [...layers.flatMap(({ causes = [] }) => causes), ...unseenCauses].map(({ number }) => number);
  return [...new Set(known)].sort((one, other) => one - other);
}
