/** Code in the languages of infrastructure as code, read by parsers that are not ours. */
import { transformSync } from 'esbuild';
import { parseToObject } from 'hcl2-parser';
import * as yaml from 'yaml';
import type { Language } from '../../src/report/infrastructure/infrastructure';

/** HashiCorp's own parser. Throws what is wrong. */
export function readHcl(code: string): unknown {
  const [read, problem] = parseToObject(code) as readonly [unknown, unknown];
  if (read === null) throw new Error(`no HCL: ${JSON.stringify(problem)}\n${code}`);
  return read;
}

/** JavaScript of it, without what it imports. */
export const readTypeScript = (code: string): string =>
  transformSync(code.replace(/^import .*$/m, ''), { loader: 'ts' }).code;

export const readYaml = (code: string): unknown => yaml.parse(code, { strict: true }) as unknown;

/** Throws where one of them is not of its language. */
export function readAll({ terraform, cdk, cloudformation }: Readonly<Record<Language, string>>): void {
  readHcl(terraform);
  readTypeScript(cdk);
  readYaml(cloudformation);
}
