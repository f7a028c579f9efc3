/** Each threat names the test that shows that it fails; such a test exists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const lines = readFileSync(join(root, 'docs/threat-model.md'), 'utf8').split('\n');
const rows = lines.filter((line) => line.startsWith('| ')).slice(2);

test.each(rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | *\|?$/g, '').trim())))(
  '%s: %s',
  (_threat, _holds, shown = '') => {
    const [, file = '', title = ''] = /^`([\w/.-]+\.test\.ts)`: (.+)$/.exec(shown) ?? [];
    expect(readFileSync(join(root, 'test', file), 'utf8')).toContain(title);
  },
);

test('no threat is without a test', () => expect(rows.length).toBeGreaterThan(15));
