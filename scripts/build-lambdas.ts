/**
 * Builds one bundle per Lambda into dist/lambdas and writes dist/cards.json, from which the stack is made. The CDK runs it
 * before every synthesis (`build` in cdk.json).
 */
import { join } from 'node:path';
import { forgetBuilt, hashOfSources, isBuiltFrom, noteBuilt } from './build/sources';

// The bundler is a Go program that ends soon: it need not collect garbage often.
process.env['GOGC'] ??= '400';

const root = join(__dirname, '..');

async function main(): Promise<void> {
  const sources = await hashOfSources(root);
  if (await isBuiltFrom(sources, root)) return;
  await forgetBuilt(root);
  // Loads every layer, and with them the SDK.
  const { buildLambdas } = await import('./build/lambdas');
  await buildLambdas(join(root, 'dist'));
  await noteBuilt(sources, root);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
