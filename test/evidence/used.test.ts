import { recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { resolveReads } from '../../src/evidence/resolve/facts';
import { layers } from '../../src/layers';
import { readers } from './readers';

test('every reader is used: by a layer, by `resolve` or by the search for changes', () => {
  const used = [...resolveReads, ...recentChangesReads, ...layers.flatMap(({ reads }) => Object.values(reads))];
  const ids = used.flatMap((reader) => ('id' in reader ? [reader.id] : []));
  expect(readers.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
});
