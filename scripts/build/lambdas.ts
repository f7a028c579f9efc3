import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cards } from '../../lib/cards';
import { allReaders } from '../../src/all-readers';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { bundleAll, type Entry } from './bundle';
import { cards } from './cards';
import { placesOfReads } from './places-of-reads';

const root = join(__dirname, '..', '..');

/** One bundle per Lambda into `<out>/lambdas`, what esbuild knows of them, and the cards, from which the stack is made. */
export async function buildLambdas(out: string): Promise<void> {
  const made = cards();
  await mkdir(out, { recursive: true });
  const metafile = await bundleAll(root, join(out, 'lambdas'), entriesOf(made));
  await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
  await writeFile(join(out, 'cards.json'), `${JSON.stringify(made)}\n`);
}

/** One for each step and each layer. */
export const entriesOf = ({ steps, layers: layerCards }: Cards): readonly Entry[] => [
  ...steps.map(({ id, permissions }) => ({ name: id, source: stepEntry(id), calls: callsOf(id, permissions) })),
  ...layerCards.map(({ id }): Entry => ({ name: `layer-${id}`, source: layerEntry(id), calls: 'all' })),
];

/** What a step is given besides what it calls itself only judges. */
function callsOf(id: string, permissions: readonly unknown[]): Entry['calls'] {
  if (handlers[id]?.of === 'the registry') return { of: join(root, 'lambdas', `${id}.ts`) };
  return permissions.length > 0 ? 'all' : 'none';
}

function stepEntry(id: string): string {
  const handler = handlers[id];
  if (handler === undefined) return `export { handler } from ${path('lambdas', id)};\n`;
  const { made, of } = handler;
  return [
    `import { ${made} } from ${path('lambdas', id)};`,
    ...(of === 'the registry' ? [`import { layers } from ${path('src', 'layers')};`] : []),
    `export const handler = ${made}(${of === 'the registry' ? 'layers' : of.map((one) => JSON.stringify(one)).join(', ')});\n`,
  ].join('\n');
}

/** Handlers that are made of the layers, or of what readers declare: as data, so that the bundle holds none. */
const handlers: Readonly<Record<string, { readonly made: string; readonly of: 'the registry' | readonly unknown[] }>> =
  {
    resolve: { made: 'resolveHandler', of: 'the registry' },
    'recent-changes': { made: 'recentChangesHandler', of: [watchedCallsOf(allReaders), placesOfReads] },
    changes: { made: 'changesHandler', of: [watchedCallsOf(allReaders)] },
  };

/** Only this layer's folder: a bundle holds no other layer, and no client that its readers do not use. */
const layerEntry = (id: string): string =>
  [
    `import * as folder from ${path('src', 'layers', id)};`,
    `import { layerHandler } from ${path('lambdas', 'layer')};`,
    'export const handler = layerHandler(folder);\n',
  ].join('\n');

const path = (...names: readonly string[]): string => JSON.stringify(join(root, ...names));
