import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/**
 * All bundles as one compressed file, path → content, since each holds the same part of the SDK. Without source maps, which
 * are three times their size.
 */
export async function packLambdas(dist: string): Promise<void> {
  const folder = join(dist, 'lambdas');
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(
    names.map(async (name) => [`${name}/index.js`, await readFile(join(folder, name, 'index.js'), 'utf8')] as const),
  );
  const text = Buffer.from(JSON.stringify(Object.fromEntries(files)), 'utf8');
  const packed = await compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      // What repeats lies up to the whole file apart.
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 26,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  await writeFile(join(dist, 'lambdas.json.br'), packed);
}
