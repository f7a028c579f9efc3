/**
 * What calls of DynamoDB cost in units. `dynalite` counts the table alone; a write to an item that the index lists costs there
 * too: one unit where it is new there, changed or gone, and two where its place in the index is another.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export interface UnitCounter {
  /** `answer`: with the capacity that it consumed. */
  readonly unitsOf: (call: Call, answer: string) => Units;
}

export interface Call {
  /** `PutItem` … */
  readonly name: string;
  readonly body: string;
  readonly succeeded: boolean;
}

export interface Units {
  readonly writes: number;
  readonly reads: number;
}

type Attributes = Readonly<Record<string, unknown>>;

export function countUnits(): UnitCounter {
  const places = new Map<string, string>();
  return {
    unitsOf: ({ name, body, succeeded }, answer) => {
      const units = consumedIn(answer);
      if (name !== 'PutItem' && name !== 'DeleteItem') return { writes: 0, reads: units };
      // A condition that does not hold costs as much as a small write.
      if (!succeeded) return { writes: 1, reads: 0 };
      const { Item: item, Key: key } = JSON.parse(body) as { readonly Item?: Attributes; readonly Key?: Attributes };
      const id = JSON.stringify([(item ?? key)?.['partition'], (item ?? key)?.['sort']]);
      const [before, place] = [places.get(id), placeOf(item)];
      if (place === undefined) places.delete(id);
      else places.set(id, place);
      return { writes: units * (1 + indexWrites(before, place)), reads: 0 };
    },
  };
}

function indexWrites(before: string | undefined, place: string | undefined): number {
  if (before === undefined && place === undefined) return 0;
  return before === undefined || place === undefined || before === place ? 1 : 2;
}

const placeOf = (item: Attributes | undefined): string | undefined =>
  item?.['due'] === undefined ? undefined : JSON.stringify([item['due'], item['at']]);

function consumedIn(answer: string): number {
  const { ConsumedCapacity: consumed } = JSON.parse(answer) as {
    readonly ConsumedCapacity?: Consumed | readonly Consumed[];
  };
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits: count = 0 }) => sum + count, 0);
}

interface Consumed {
  readonly CapacityUnits?: number;
}
