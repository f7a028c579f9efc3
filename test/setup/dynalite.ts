import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/**
 * In a thread of its own: whoever asks it may be busy. It answers over HTTP, and in a message to who is in this process: a
 * connection costs more than what it asks for.
 */
const program = `
  const { EventEmitter } = require('node:events');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require(workerData)({ createTableMs: 0, deleteTableMs: 0 });
  parentPort.on('message', ({ number, headers, body }) => {
    const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
    const response = {
      statusCode: 200,
      setHeader: () => undefined,
      end: (text) => parentPort.postMessage({ number, status: response.statusCode, body: text }),
    };
    server.emit('request', request, response);
    request.emit('data', Buffer.from(body));
    request.emit('end');
  });
  // Whoever keeps a connection finds it open.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

export interface Dynamo {
  readonly origin: string;
  readonly table: string;
  /** `headers`: as the SDK sends them, in lower case. */
  readonly answer: (headers: Readonly<Record<string, string>>, body: string) => Promise<Answered>;
  /** An empty one of another name. */
  readonly addTable: (name: string) => Promise<void>;
  readonly removeTable: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
interface Answered {
  readonly status: number;
  readonly body: string;
}

/** A DynamoDB on this machine, with the table as lib/incidents-table.ts makes it. */
export async function openDynamo(table = 'incidents'): Promise<Dynamo> {
  const worker = new Worker(program, { eval: true, workerData: require.resolve('dynalite') });
  const [port] = (await once(worker, 'message')) as [number];
  const waiting = new Map<number, (answered: Answered) => void>();
  worker.on('message', ({ number, ...answered }: Answered & { readonly number: number }) => {
    waiting.get(number)?.(answered);
    waiting.delete(number);
  });
  let asked = 0;
  const answer: Dynamo['answer'] = (headers, body) =>
    new Promise((resolve) => {
      waiting.set((asked += 1), resolve);
      worker.postMessage({ number: asked, headers, body }, []);
    });
  const call = (operation: string, input: object) =>
    answer({ ...signed, 'x-amz-target': `DynamoDB_20120810.${operation}` }, JSON.stringify(input));
  const change = async (operation: string, input: object) => {
    const { status, body } = await call(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${body}`);
  };
  /** Tables come and go a moment after it was said. */
  const until = async (name: string, isThere: (described: Answered) => boolean) => {
    while (!isThere(await call('DescribeTable', { TableName: name }))) await setImmediate();
  };
  const addTable = async (name: string) => {
    await change('CreateTable', { TableName: name, ...definition });
    await until(name, ({ body }) => body.includes('"TableStatus":"ACTIVE"'));
  };
  const removeTable = async (name: string) => {
    await change('DeleteTable', { TableName: name });
    await until(name, ({ status }) => status === 400);
  };
  await addTable(table);
  return {
    origin: `http://127.0.0.1:${port}`,
    table,
    answer,
    addTable,
    removeTable,
    close: async () => void (await worker.terminate()),
  };
}

/** Dynalite asks for a signature, and does not look at it. */
const signed = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE, SignedHeaders=host, Signature=s',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20261124T081405Z',
};

const attribute = (name: string, type: 'S' | 'N') => ({ AttributeName: name, AttributeType: type });
const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
const definition = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    attribute('partition', 'S'),
    attribute('sort', 'S'),
    attribute('due', 'S'),
    attribute('at', 'N'),
  ],
  KeySchema: key('partition', 'sort'),
  GlobalSecondaryIndexes: [{ IndexName: 'due', KeySchema: key('due', 'at'), Projection: { ProjectionType: 'ALL' } }],
};
