/**
 * Writes the generated parts of the documents, the report's schema and the tables of AWS's actions and operations. `--check` writes nothing
 * and fails when one is stale.
 * Below the commands of a ```console block stands what they print.
 * A part stands between `<!-- generated: NAME -->` and `<!-- end: NAME -->`; NAME is a key of `GENERATED`.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiOperationsText } from './docs/api-operations';
import { GENERATED } from './docs/generated';
import { knownActionsText } from './docs/known-actions';
import { noticeSchemaText, reportSchemaText } from './docs/report-schema';
import { withExamplesRun } from './docs/run-examples';
import { storyErrorText, storyRecord } from './docs/story-inputs';

const PART = /<!-- generated: (?<name>[a-z-]+) -->[\s\S]*?<!-- end: \k<name> -->/g;
const root = join(__dirname, '..');

async function main(check: boolean): Promise<number> {
  const stale: string[] = [];
  // Whole files first: the examples of the documents read some of them.
  for (const file of [...Object.keys(wholeFiles).map((name) => join(root, name)), ...documents()]) {
    const before = readFileSync(file, 'utf8');
    const whole = wholeFiles[file.slice(root.length + 1)];
    const after = whole === undefined ? withExamplesRun(await fill(before, file)) : await whole();
    if (after === before) continue;
    stale.push(file.slice(root.length + 1));
    if (!check) writeFileSync(file, after);
  }
  for (const file of stale) console.error(check ? `stale: ${file}: run \`npm run docs\`` : `written: ${file}`);
  return check && stale.length > 0 ? 1 : 0;
}

/** Files that are generated from beginning to end. */
const wholeFiles: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/report.schema.json': reportSchemaText,
  'docs/notice.schema.json': noticeSchemaText,
  'examples/denied/record.json': storyRecord,
  'examples/denied/error.txt': storyErrorText,
  'src/names/known-actions.json': knownActionsText,
  'src/request/access-log/api-operations.json': apiOperationsText,
};

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
