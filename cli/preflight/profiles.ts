import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../exit-codes';
import { reasonOf } from '../input/reasons';
import { didYouMean } from '../nearest';

/**
 * The profiles of the AWS CLI's files, by their headings.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export async function profileNames(): Promise<readonly string[]> {
  const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = process.env;
  const files = [config ?? join(homedir(), '.aws', 'config'), credentials ?? join(homedir(), '.aws', 'credentials')];
  const texts = await Promise.all(files.map(textOf));
  const headings = texts.flatMap((text) => [...text.matchAll(/^\s*\[\s*(?:profile\s+)?(?<name>[^\]]+?)\s*\]/gm)]);
  return [...new Set(headings.flatMap(({ groups }) => groups?.['name'] ?? []))].filter((name) => !/\s/.test(name));
}

export const noProfile = (profile: string, profiles: readonly string[]): string =>
  `there is no profile \`${profile}\`${didYouMean(profile, profiles)}. Run: aws configure list-profiles`;

/** Either file may not be there. One that cannot be read is said: else its profiles would seem not to exist. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new UsageError(`cannot read \`${file}\`: ${reasonOf(error)}`);
  }
}
