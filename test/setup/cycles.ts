import type { Source } from './sources';

/** A file and the files of the repository that it names, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Paths have no extension here, as in imports. */
export function importGraph(sources: readonly Source[]): ImportGraph {
  const paths = new Set(sources.map(({ path }) => withoutExtension(path)));
  const fileOf = (module: string) => [module, `${module}/index`].find((path) => paths.has(path)) ?? [];
  return new Map(sources.map(({ path, imports }) => [withoutExtension(path), imports.flatMap(fileOf)]));
}

const withoutExtension = (path: string): string => path.replace(/\.ts$/, '');

/**
 * The strongly connected components of more than one file: each can be reached from every other.
 * https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export function cyclesIn(graph: ImportGraph): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const earliest = new Map<string, number>();
  const open: string[] = [];
  const cycles: (readonly string[])[] = [];

  function visit(file: string): void {
    order.set(file, order.size);
    earliest.set(file, order.get(file)!);
    open.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) earliest.set(file, Math.min(earliest.get(file)!, earliest.get(next)!));
    }
    if (earliest.get(file) !== order.get(file)) return;
    const component = open.splice(open.indexOf(file));
    if (component.length > 1) cycles.push(component.sort());
  }

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return cycles;
}
