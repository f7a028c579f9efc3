import { CAUSES, causesTable, forgottenCauses } from '../../scripts/docs/causes';
import { layers } from '../../src/layers';
import type { AnyLayer, KnownCause } from '../../src/layers/define';
import { unseenCauses } from '../../scripts/docs/unseen-causes';
import { sourcesIn } from '../setup/sources';

test('each of the known causes has a layer that names it, or a reason why none can', () => {
  expect(forgottenCauses(layers)).toEqual([]);
});

test('no layer names a cause that has a reason for not being seen', () => {
  const named = layers.flatMap(({ causes = [] }) => causes.map(({ number }) => number));
  expect(unseenCauses.filter(({ number }) => named.includes(number))).toEqual([]);
});

test('no cause has a number that does not exist', () => {
  const numbers = [...layers.flatMap(({ causes = [] }) => causes), ...unseenCauses].map(({ number }) => number);
  expect(numbers.filter((number) => !Number.isInteger(number) || number < 1 || number > CAUSES)).toEqual([]);
});

test('a cause that loses its layer is missed', () => {
  const named = layers.find(({ causes = [] }) => causes.length > 0)!;
  const without = layers.map((layer): AnyLayer => (layer === named ? { ...layer, causes: [] } : layer));
  expect(forgottenCauses(without)).toContain(named.causes![0]!.number);
});

test('the table has a row for every cause, in order', () => {
  const numbers = [...causesTable(layers).matchAll(/^\| (\d+) /gm)].map(([, number]) => Number(number));
  expect([...new Set(numbers)]).toHaveLength(CAUSES);
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
