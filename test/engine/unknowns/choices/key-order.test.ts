import { keyOrder } from '../../../../src/engine/unknowns/choices/key-order';

const sizes = (...all: readonly number[]) => ({ keys: all.map((_, key) => key), sizeOf: (key: number) => all[key]! });

test('keys that nothing compares: the smallest first', () => {
  const { keys, sizeOf } = sizes(3, 2, 5);
  expect(keyOrder(keys, [], sizeOf)).toEqual([1, 0, 2]);
});

test('what all others are compared with comes as soon as it is worth it, though it is largest', () => {
  const { keys, sizeOf } = sizes(6, 2, 2, 2, 2, 2, 2, 2, 2);
  const order = keyOrder(
    keys,
    keys.slice(1).map((key) => [0, key]),
    sizeOf,
  );
  expect(order.indexOf(0)).toBeLessThan(4);
  expect(new Set(order)).toEqual(new Set(keys));
});

test('in a chain each key is followed by the one that it waits for', () => {
  const { keys, sizeOf } = sizes(3, 3, 3, 3, 3);
  const chain = [
    [0, 3],
    [3, 1],
    [1, 4],
    [4, 2],
  ];
  const order = keyOrder(keys, chain, sizeOf);
  const waiting = order.map((_, at) => {
    const chosen = new Set(order.slice(0, at + 1));
    return [...chosen].filter((key) =>
      chain.some((part) => part.includes(key) && part.some((one) => !chosen.has(one))),
    );
  });
  expect(Math.max(...waiting.map(({ length }) => length))).toBe(1);
});
