/**
 * Writes the generated parts of the documents, the report's schema and the table of AWS's actions. `--check` writes nothing
 * and fails when one is stale.
 * A part stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`; NAME is a key of `GENERATED`.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED } from './docs/generated';
import { knownActionsText } from './docs/known-actions';
import { reportSchemaText } from './docs/report-schema';

const PART = /<!-- generated: (?<name>[a-z-]+) -->[\s\S]*?<!-- end: \k<name> -->/g;
const root = join(__dirname, '..');

async function main(check: boolean): Promise<number> {
  const stale: string[] = [];
  const schema = join(root, 'docs', 'report.schema.json');
  const actions = join(root, 'src', 'names', 'known-actions.json');
  for (const file of [...documents(), schema, actions]) {
    const before = readFileSync(file, 'utf8');
    const after =
      file === schema ? await reportSchemaText() : file === actions ? knownActionsText() : await fill(before, file);
    if (after === before) continue;
    stale.push(file.slice(root.length + 1));
    if (!check) writeFileSync(file, after);
  }
  for (const file of stale) console.error(check ? `stale: ${file}: run \`npm run docs\`` : `written: ${file}`);
  return check && stale.length > 0 ? 1 : 0;
}

function documents(): string[] {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return [join(root, 'README.md'), ...docs.map((name) => join(root, 'docs', name))];
}

async function fill(text: string, file: string): Promise<string> {
  let filled = text;
  for (const match of text.matchAll(PART)) {
    const name = match.groups?.['name'] ?? '';
    const generate = GENERATED[name];
    if (generate === undefined)
      throw new Error(`${file}: nothing generates \`${name}\`; known: ${Object.keys(GENERATED).join(', ')}`);
    const part = `<!-- generated: ${name} -->\n\n${(await generate()).trim()}\n\n<!-- end: ${name} -->`;
    filled = filled.replace(match[0], () => part);
  }
  return filled;
}

main(process.argv.includes('--check')).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
