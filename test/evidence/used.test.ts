import { sourcesIn } from '../setup/sources';
import { recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { resolveReads } from '../../src/evidence/resolve/facts';
import { layers } from '../../src/layers';
import { readers } from './readers';

test('every reader is used: by a layer, by `resolve` or by the search for changes', () => {
  const used = [...resolveReads, ...recentChangesReads, ...layers.flatMap(({ reads }) => Object.values(reads))];
  const ids = used.flatMap((reader) => ('id' in reader ? [reader.id] : []));
  expect(readers.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
});

test('every call of AWS is made by something', () => {
  const product = ['src', 'lambdas', 'cli'].flatMap(sourcesIn);
  const isCalls = ({ path }: { readonly path: string }) => path.startsWith('src/evidence/aws/calls/');
  const calls = product
    .filter(isCalls)
    .flatMap(({ text }) => [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => name!));
  expect(calls.length).toBeGreaterThan(50);
  const others = product.filter((source) => !isCalls(source)).map(({ text }) => text);
  expect(calls.filter((name) => !others.some((text) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([]);
});
