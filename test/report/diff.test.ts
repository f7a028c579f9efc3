import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { diffOf } from '../../src/report/diff';
import type { PolicyChange } from '../../src/verdict/fixes/types';

const place = { layer: 'some-grant', read: 'policy', target: 'b', path: [] };
const changed = (before: object, after: object, name = 'p'): PolicyChange =>
  ({ place, policy: { name }, edit: 'change', before, after, statements: [] }) as unknown as PolicyChange;
const created = (after: object): PolicyChange =>
  ({ place, policy: { name: 'p' }, edit: 'create', after, statements: [] }) as unknown as PolicyChange;

test('no change, no diff', () => expect(diffOf([])).toBeUndefined());

test('what is new stands against nothing', () => {
  expect(diffOf([created({ Statement: [] })])).toBe(
    '--- /dev/null\n+++ p\n@@ -0,0 +1,3 @@\n+{\n+  "Statement": []\n+}\n',
  );
});

test('a policy that hangs in two places is shown once', () => {
  const change = changed({ Statement: [] }, { Statement: [1] });
  expect(diffOf([change, change])).toBe(diffOf([change]));
});

test('a name cannot add lines to it', () => {
  expect(diffOf([changed({ a: 1 }, { a: 2 }, 'p\n+++ other')])).toContain('+++ p\\u000a+++ other\n');
});

test('applied to the policy as it is, it gives the policy as it would be', () => {
  const document = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
  fc.assert(
    fc.property(document, document, (before, after) => {
      const patched = applyPatch(`${JSON.stringify(before, null, 2)}\n`, diffOf([changed(before, after)]) ?? '', {
        // Invisible characters stand as escapes in the diff.
        compareLine: (_, line, operation, patchLine) => operation !== '-' || line.length <= patchLine.length,
      });
      expect(JSON.parse(String(patched))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    { numRuns: 50 },
  );
});
