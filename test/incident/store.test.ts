import { storeIn } from '../../src/delivery/table/store';
import { change, type Item, type Store } from '../../src/incident/store';
import { useTestCredentials } from '../setup/credentials';
import { openDynamo, type Dynamo } from '../setup/dynalite';
import { memoryStore } from './memory-store';

useTestCredentials();

let dynamo: Dynamo;
const before = { ...process.env };
beforeAll(async () => {
  dynamo = await openDynamo();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.origin,
    AWS_REGION: 'us-east-1',
  });
});
afterAll(async () => {
  process.env = before;
  await dynamo.close();
});

/** Each test has a partition of its own. */
let count = 0;
const fresh = () => `partition ${(count += 1)}`;
const item = (partition: string, sort: string, version = 1, more: Partial<Item> = {}): Item => ({
  key: { partition, sort },
  version,
  value: { sort, version },
  ...more,
});

describe.each<readonly [string, () => Store]>([
  ['the table', () => storeIn(dynamo.table)],
  ['the store of tests', memoryStore],
])('%s', (_, open) => {
  let store: Store;
  let partition: string;
  beforeEach(() => {
    store = open();
    partition = fresh();
  });

  test('gives what was written, whole', async () => {
    const due = { list: partition, at: 7 };
    const whole = item(partition, 'a', 1, { bytes: Uint8Array.of(1, 0, 255), due, expires: 5_000_000 });
    expect(await store.put(whole)).toBe(true);
    const [found] = await store.get([whole.key]);
    expect({ ...found, bytes: [...(found?.bytes ?? [])] }).toEqual({ ...whole, bytes: [1, 0, 255] });
  });

  test('leaves out what is missing', async () => {
    await store.put(item(partition, 'a'));
    const asked = ['a', 'b'].map((sort) => ({ partition, sort }));
    expect((await store.get(asked)).map(({ key }) => key.sort)).toEqual(['a']);
    expect(await store.get([])).toEqual([]);
  });

  test('gives as many as are asked for', async () => {
    const sorts = Array.from({ length: 230 }, (__, at) => String(at).padStart(3, '0'));
    await Promise.all(sorts.map((sort) => store.put(item(partition, sort))));
    expect(await store.get(sorts.map((sort) => ({ partition, sort })))).toHaveLength(230);
    expect((await store.list(partition)).map(({ key }) => key.sort)).toEqual(sorts);
  });

  test('replaces the version before, and no other', async () => {
    expect(await store.put(item(partition, 'a', 2))).toBe(false);
    expect(await store.put(item(partition, 'a', 1))).toBe(true);
    expect(await store.put(item(partition, 'a', 1))).toBe(false);
    expect(await store.put(item(partition, 'a', 3))).toBe(false);
    expect(await store.put(item(partition, 'a', 2))).toBe(true);
    expect((await store.get([{ partition, sort: 'a' }]))[0]?.version).toBe(2);
  });

  test('removes that version, and no other', async () => {
    await store.put(item(partition, 'a'));
    await store.put(item(partition, 'a', 2));
    const key = { partition, sort: 'a' };
    expect(await store.remove({ key, version: 1 })).toBe(false);
    expect(await store.remove({ key, version: 2 })).toBe(true);
    expect(await store.remove({ key, version: 2 })).toBe(true);
    expect(await store.get([key])).toEqual([]);
  });

  test('lists a partition in order, from a place on', async () => {
    for (const sort of ['b', 'c', 'a']) await store.put(item(partition, sort));
    await store.put(item(fresh(), 'd'));
    const sorts = async (listing: object) => (await store.list(partition, listing)).map(({ key }) => key.sort);
    expect(await sorts({})).toEqual(['a', 'b', 'c']);
    expect(await sorts({ after: 'a' })).toEqual(['b', 'c']);
    expect(await sorts({ most: 2 })).toEqual(['a', 'b']);
  });

  test('lists what is due, until a time, oldest or newest first', async () => {
    for (const [sort, at] of [
      ['a', 3],
      ['b', 1],
      ['c', 2],
    ] as const) {
      await store.put(item(partition, sort, 1, { due: { list: partition, at } }));
    }
    const sorts = async (listing: object) =>
      (await store.due(partition, { most: 10, ...listing })).map(({ key }) => key.sort);
    expect(await sorts({})).toEqual(['b', 'c', 'a']);
    expect(await sorts({ until: 2 })).toEqual(['b', 'c']);
    expect(await sorts({ newestFirst: true, most: 2 })).toEqual(['a', 'c']);
    await store.put(item(partition, 'b', 2));
    expect(await sorts({})).toEqual(['c', 'a']);
  });

  test('changes of many at once are all made', async () => {
    const key = { partition, sort: 'a' };
    const once = () => change<number>(store, key, (was = 0) => ({ value: was + 1 }));
    await Promise.all(Array.from({ length: 12 }, once));
    expect((await store.get([key]))[0]?.value).toBe(12);
  });
});
