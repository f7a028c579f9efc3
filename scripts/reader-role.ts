/** Writes the reader roles of other accounts as plain CloudFormation templates, from the registry's cards. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readerRoleTemplates } from './build/reader-role';

async function main(): Promise<void> {
  for (const [path, template] of Object.entries(readerRoleTemplates())) {
    const file = join(__dirname, '..', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, template);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
