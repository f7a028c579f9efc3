/** Builds what `npm pack` packs: the command line, the library, the construct with its Lambdas, and their types. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildConstruct, buildProgram } from './build/package/programs';
import { packLambdas } from './build/package/lambdas';
import { writeNotices } from './build/package/notices';
import { buildTypes } from './build/package/types';

const root = join(__dirname, '..');
const dist = join(root, 'dist');

async function main(): Promise<void> {
  await Promise.all(['cli', 'cdk', 'types'].map((folder) => rm(join(dist, folder), { recursive: true, force: true })));
  const [program, construct] = await Promise.all([
    buildProgram(root, join(dist, 'cli')),
    buildConstruct(root, join(dist, 'cdk')),
    buildTypes(root, join(dist, 'types')),
    packLambdas(dist),
  ]);
  await writeFile(join(dist, 'package-metafile.json'), JSON.stringify(program));
  await writeNotices(root, join(dist, 'NOTICES.txt'), [program, construct]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
