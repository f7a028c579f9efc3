/** The table's calls. With src/delivery/aws.ts the only file of delivery that loads the AWS SDK. */
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';

export type Attributes = Record<string, AttributeValue>;

// Within a Region a call takes milliseconds. Without throwOnRequestTimeout the SDK only warns.
const requestHandler = { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true };

let made: DynamoDBClient | undefined;
const client = (): DynamoDBClient => (made ??= new DynamoDBClient({ maxAttempts: 5, requestHandler }));

/** At most 100 keys. What DynamoDB leaves out is asked for again. */
export async function batchGet(table: string, wanted: readonly Attributes[]): Promise<readonly Attributes[]> {
  const found: Attributes[] = [];
  let keys: Attributes[] | undefined = [...wanted];
  while (keys !== undefined && keys.length > 0) {
    const request: BatchGetItemCommandInput = { RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } };
    const answer: BatchGetItemCommandOutput = await client().send(new BatchGetItemCommand(request));
    found.push(...(answer.Responses?.[table] ?? []));
    keys = answer.UnprocessedKeys?.[table]?.Keys;
  }
  return found;
}

/** All pages, or at least `most` items where that is given. */
export async function query(input: QueryCommandInput, most = Number.POSITIVE_INFINITY): Promise<readonly Attributes[]> {
  const found: Attributes[] = [];
  let from: Attributes | undefined;
  do {
    const page = await client().send(
      new QueryCommand({ ...input, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
    );
    found.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && found.length < most);
  return found;
}

/** `false`: there is another version. */
export function put(table: string, item: Attributes, before: number): Promise<boolean> {
  const condition =
    before === 0
      ? {
          ConditionExpression: 'attribute_not_exists(#partition)',
          ExpressionAttributeNames: { '#partition': 'partition' },
        }
      : {
          ConditionExpression: '#version = :before',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': { N: String(before) } },
        };
  return unlessConditionFails(() => client().send(new PutItemCommand({ TableName: table, Item: item, ...condition })));
}

/** `false`: there is another version. */
export function remove(table: string, key: Attributes, version: number): Promise<boolean> {
  return unlessConditionFails(() =>
    client().send(
      new DeleteItemCommand({
        TableName: table,
        Key: key,
        ConditionExpression: 'attribute_not_exists(#version) OR #version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
      }),
    ),
  );
}

async function unlessConditionFails(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
