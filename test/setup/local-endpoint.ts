import { localServer, type LocalServer, type Received, type Reply } from './server';

export interface LocalEndpoint {
  /** From the first test on. */
  readonly server: LocalServer;
  answer: (request: Received) => Reply;
}

/** One server is AWS and everybody else; the SDK finds it through its environment, which clients read when first used. */
export function useLocalEndpoint(): LocalEndpoint {
  const before = { ...process.env };
  let server: LocalServer | undefined;
  const endpoint: LocalEndpoint = {
    answer: () => ({ status: 500 }),
    get server() {
      if (server === undefined) throw new Error('the server listens while tests run');
      return server;
    },
  };
  beforeAll(async () => {
    server = await localServer((request) => endpoint.answer(request));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.origin,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
  });
  afterAll(async () => {
    process.env = before;
    await server?.close();
  });
  return endpoint;
}
