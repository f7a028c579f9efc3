import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** In a thread of its own: whoever asks it may be busy. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require(workerData)({ createTableMs: 0, deleteTableMs: 0 });
  // Whoever keeps a connection finds it open.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

export interface Dynamo {
  readonly origin: string;
  readonly table: string;
  /** An empty one of another name. */
  readonly addTable: (name: string) => Promise<void>;
  readonly removeTable: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A DynamoDB on this machine, with the table as lib/incidents-table.ts makes it. */
export async function openDynamo(table = 'incidents'): Promise<Dynamo> {
  const worker = new Worker(program, { eval: true, workerData: require.resolve('dynalite') });
  const [port] = (await once(worker, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const client = new DynamoDBClient({ endpoint: origin, region: 'us-east-1', credentials });
  const [partition, sort, due, at] = ['partition', 'sort', 'due', 'at'];
  const addTable = async (name: string) => {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: partition, AttributeType: 'S' },
          { AttributeName: sort, AttributeType: 'S' },
          { AttributeName: due, AttributeType: 'S' },
          { AttributeName: at, AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: partition, KeyType: 'HASH' },
          { AttributeName: sort, KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            KeySchema: [
              { AttributeName: due, KeyType: 'HASH' },
              { AttributeName: at, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 1 }, { TableName: name });
  };
  const removeTable = async (name: string) => {
    await client.send(new DeleteTableCommand({ TableName: name }));
    await waitUntilTableNotExists({ client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 1 }, { TableName: name });
  };
  await addTable(table);
  return {
    origin,
    table,
    addTable,
    removeTable,
    close: async () => {
      client.destroy();
      await worker.terminate();
    },
  };
}
