/** Writes the published JSON Schema of a report; a test fails while it is stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { reportJsonSchema } from '../../src/report/schema';

async function write(): Promise<void> {
  const folder = join(__dirname, '..', '..', 'docs');
  mkdirSync(folder, { recursive: true });
  const text = await format(JSON.stringify(reportJsonSchema()), { parser: 'json', printWidth: 120 });
  writeFileSync(join(folder, 'report.schema.json'), text);
}

write().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
