import { causesTable, knownCauses } from '../../scripts/docs/causes';
import { layers } from '../../src/layers';
import type { AnyLayer, KnownCause } from '../../src/layers/define';
import { unseenCauses } from '../../scripts/docs/unseen-causes';
import { inFile } from '../setup/in-file';
import { sourcesIn } from '../setup/sources';

test('each cause has a layer that names it, or a reason why none can: no number is left out', () => {
  const known = knownCauses(layers);
  const files = 'causes of a card, or scripts/docs/unseen-causes.ts';
  expect(inFile(files, known)).toEqual(
    inFile(
      files,
      known.map((_, index) => index + 1),
    ),
  );
});

// A layer that is no gate of AWS would be blamed by elimination; a gate without a layer would let it blame another.
test('every layer names a cause of a 403', () => {
  expect(layers.filter(({ causes = [] }) => causes.length === 0).map(({ id }) => id)).toEqual([]);
});

test('no layer names a cause that has a reason for not being seen', () => {
  const named = layers.flatMap(({ causes = [] }) => causes.map(({ number }) => number));
  expect(unseenCauses.filter(({ number }) => named.includes(number))).toEqual([]);
});

test('the table has a row for every cause, in order', () => {
  const numbers = [...causesTable(layers).matchAll(/^\| (\d+) /gm)].map(([, number]) => Number(number));
  expect([...new Set(numbers)]).toEqual(knownCauses(layers));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
});

test('what a cause is shown as is something that its layer can show', () => {
  const invented = layers.flatMap((layer) =>
    (layer.causes ?? [])
      .filter((cause) => !canShow(layer, cause))
      .map(({ number, code }) => `${layer.id} ${number} ${code}`),
  );
  expect(invented).toEqual([]);
});

const sources = ['src/layers', 'src/judging']
  .flatMap(sourcesIn)
  .filter(({ path }) => !/\/(index|cases)\.ts$/.test(path));
const elements = ['Principal', 'NotPrincipal', 'Resource'];

/** An outcome, an element or condition key of a statement, or a code that stands in the layer's code or in what layers share. */
function canShow({ id, kind }: AnyLayer, { code }: KnownCause): boolean {
  if (code === 'denies' || code === 'does-not-allow') return kind === 'grant' || kind === 'limit';
  if (elements.includes(code) || code.includes(':')) return true;
  return sources.some(
    ({ path, text }) =>
      (path.startsWith(`src/layers/${id}/`) || path.startsWith('src/judging/')) && text.includes(`'${code}'`),
  );
}
