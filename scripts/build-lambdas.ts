/** Builds one bundle per Lambda into dist/lambdas and writes dist/cards.json, which the stack is made from. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './build/bundle';
import { cards } from './build/cards';

const root = join(__dirname, '..');

async function main(): Promise<void> {
  const out = join(root, 'dist');
  await rm(join(out, 'lambdas'), { recursive: true, force: true });
  await mkdir(join(out, 'lambdas'), { recursive: true });
  const deployed = cards();
  await Promise.all([
    writeFile(join(out, 'cards.json'), `${JSON.stringify(deployed, null, 2)}\n`),
    ...deployed.steps.map(({ id }) => bundle(root, id, `export { handler } from './lambdas/${id}';`)),
    ...deployed.layers.map(({ id }) => bundle(root, `layer-${id}`, entryOf(id))),
  ]);
}

/** Only this layer's folder: a bundle holds no other layer, and no client that its readers do not use. */
function entryOf(id: string): string {
  return [
    `import * as layer from './src/layers/${id}';`,
    `import { layerHandler } from './lambdas/layer';`,
    `export const handler = layerHandler(layer);`,
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
