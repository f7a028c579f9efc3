import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Path in the repository → text. */
export async function writeTemplates(templates: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, template] of Object.entries(templates)) {
    const file = join(__dirname, '..', '..', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, template);
  }
}
