import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allReaders } from '../../src/all-readers';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { layers } from '../../src/layers';
import { bundleAll, type Entry } from './bundle';
import { cards } from './cards';
import { placesOfReads } from './places-of-reads';

const root = join(__dirname, '..', '..');

/** One bundle per Lambda into `<out>/lambdas`, what esbuild knows of them, and the cards, from which the stack is made. */
export async function buildLambdas(out: string): Promise<void> {
  const made = cards();
  const { layers: layerCards, steps } = made;
  await mkdir(out, { recursive: true });
  const metafile = await bundleAll(root, join(out, 'lambdas'), [
    ...steps.map(({ id, permissions }) => ({ name: id, source: stepEntry(id), reads: permissions.length > 0 })),
    ...layerCards.map(({ id }): Entry => ({ name: `layer-${id}`, source: layerEntry(id), reads: true })),
  ]);
  await writeFile(join(out, 'metafile.json'), JSON.stringify(metafile));
  await writeFile(join(out, 'cards.json'), `${JSON.stringify(made, null, 2)}\n`);
}

function stepEntry(id: string): string {
  const handler = handlers[id];
  if (handler === undefined) return `export { handler } from ${path('lambdas', id)};\n`;
  return [
    `import { ${handler.made} } from ${path('lambdas', id)};`,
    `export const handler = ${handler.made}(${handler.of.map((one) => JSON.stringify(one)).join(', ')});\n`,
  ].join('\n');
}

/** Handlers that are made of what readers and layers declare: as data, so that the bundle holds none. */
const handlers: Readonly<Record<string, { readonly made: string; readonly of: readonly unknown[] }>> = {
  'recent-changes': {
    made: 'recentChangesHandler',
    of: [watchedCallsOf(allReaders), layers.map(({ id }) => id), placesOfReads],
  },
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
