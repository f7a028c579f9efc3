/** The store of incidents in DynamoDB. lib/incidents-table.ts makes the table with these attributes. */
import { defined } from '../../defined';
import { inParallel } from '../../incident/in-parallel';
import type { Due, DueListing, Item, Key, Listing, Store } from '../../incident/store';
import { batchGet, put, query, remove, type Attributes } from './dynamodb';

/** The index that lists what is due. */
const index = 'due';
const mostKeys = 100;
/** At most a hundred keys each. */
const mostBatches = 8;

export function storeIn(table: string): Store {
  return {
    get: async (keys) => {
      const wanted = keys.map(keyAttributes);
      const batches = Array.from({ length: Math.ceil(wanted.length / mostKeys) }, (_, at) =>
        wanted.slice(at * mostKeys, (at + 1) * mostKeys),
      );
      return (await inParallel(batches, mostBatches, (keys) => batchGet(table, keys))).flat().map(itemOf);
    },
    list: async (partition, { after, most, newestFirst = false }: Listing = {}) => {
      const found = await query(
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression:
            after === undefined ? '#partition = :partition' : '#partition = :partition AND #sort > :after',
          ExpressionAttributeNames: { '#partition': 'partition', ...(after === undefined ? {} : { '#sort': 'sort' }) },
          ExpressionAttributeValues: {
            ':partition': { S: partition },
            ...(after === undefined ? {} : { ':after': { S: after } }),
          },
          ScanIndexForward: !newestFirst,
          ...defined({ Limit: most }),
        },
        most,
      );
      return found.slice(0, most).map(itemOf);
    },
    due: async (list, { until, most, newestFirst = false }: DueListing) => {
      const found = await query(
        {
          TableName: table,
          IndexName: index,
          KeyConditionExpression: until === undefined ? '#due = :due' : '#due = :due AND #at <= :until',
          ExpressionAttributeNames: { '#due': 'due', ...(until === undefined ? {} : { '#at': 'at' }) },
          ExpressionAttributeValues: {
            ':due': { S: list },
            ...(until === undefined ? {} : { ':until': { N: String(until) } }),
          },
          ScanIndexForward: !newestFirst,
          Limit: most,
        },
        most,
      );
      return found.slice(0, most).map(itemOf);
    },
    put: (item) => put(table, attributesOf(item), item.version - 1),
    remove: ({ key, version }) => remove(table, keyAttributes(key), version),
  };
}

const keyAttributes = ({ partition, sort }: Key): Attributes => ({ partition: { S: partition }, sort: { S: sort } });

/** DynamoDB deletes by seconds. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html */
function attributesOf({ key, version, value, bytes, due, expires }: Item): Attributes {
  return {
    ...keyAttributes(key),
    version: { N: String(version) },
    value: { S: JSON.stringify(value) },
    ...(bytes === undefined ? {} : { bytes: { B: bytes } }),
    ...(due === undefined ? {} : { due: { S: due.list }, at: { N: String(due.at) } }),
    ...(expires === undefined ? {} : { expires: { N: String(Math.ceil(expires / 1000)) } }),
  };
}

function itemOf(attributes: Attributes): Item {
  const { partition, sort, version, value, bytes, due, at, expires } = attributes;
  return {
    key: { partition: partition?.S ?? '', sort: sort?.S ?? '' },
    version: Number(version?.N),
    value: JSON.parse(value?.S ?? 'null') as unknown,
    ...defined({
      bytes: bytes?.B,
      due: dueOf(due?.S, at?.N),
      expires: expires?.N === undefined ? undefined : Number(expires.N) * 1000,
    }),
  };
}

const dueOf = (list: string | undefined, at: string | undefined): Due | undefined =>
  list === undefined || at === undefined ? undefined : { list, at: Number(at) };
