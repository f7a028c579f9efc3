/** How the AWS SDK is bundled: what a program cannot use of it is left out. */
import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/**
 * Only the schemas of the commands that are called: 6 KB of EC2's 550. Their keys are computed
 * (`[_xN]: …`), which for a bundler may have an effect, so that it keeps them all; as literals it leaves out what is unused.
 */
export const usedSchemas: Plugin = {
  name: 'used-schemas',
  setup: (bundler) => {
    bundler.onLoad({ filter: /[/\\]dist-es[/\\](?:.+[/\\])?schemas[/\\]schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: withLiteralKeys(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

function withLiteralKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)].map(([, name = '', text = '']) => [name, text]),
  );
  return source.replaceAll(/\[(\w+)\]: /g, (key, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}: `;
  });
}

/**
 * Credentials of a function are in its environment: the SDK's chain of other sources is neither asked nor bundled. Both
 * functions are made and called the same way.
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup: (bundler) => {
    bundler.onLoad({ filter: /[/\\]credential-provider-node[/\\]dist-es[/\\]index\.js$/ }, () => ({
      contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
      loader: 'js',
    }));
  },
};
