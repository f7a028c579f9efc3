import { allReaders } from '../../src/all-readers';

test("AWS's own judgement is that of a reader that there is", () => {
  const ids = new Set(allReaders.map(({ id }) => id));
  const judging = allReaders.flatMap(({ judgedBy = [] }) => judgedBy);
  expect(judging.length).toBeGreaterThan(0);
  expect(judging.filter((id) => !ids.has(id))).toEqual([]);
});
