import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The profiles of the AWS CLI's files, by their headings.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export async function profileNames(): Promise<readonly string[]> {
  const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = process.env;
  const files = [config ?? join(homedir(), '.aws', 'config'), credentials ?? join(homedir(), '.aws', 'credentials')];
  // Either file may not be there.
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const headings = texts.flatMap((text) => [...text.matchAll(/^\s*\[\s*(?:profile\s+)?(?<name>[^\]]+?)\s*\]/gm)]);
  return [...new Set(headings.flatMap(({ groups }) => groups?.['name'] ?? []))].filter((name) => !/\s/.test(name));
}
