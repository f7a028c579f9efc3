/** Calls that wait for the network, so many at once; the results in the order of the items. What one throws, all throw. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  most: number,
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await run(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

/** DynamoDB and S3 answer in milliseconds; at 500 each a batch of a thousand calls still takes seconds. */
export const mostAtOnce = 64;
