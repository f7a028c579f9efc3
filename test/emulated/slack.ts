/** Slack's side of a webhook: out of order at first. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

export interface Slack {
  /** For the functions, with the shim: what they post to Slack comes here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly shim: string;
  /** Posts that were refused, because it was out of order. */
  readonly refused: () => number;
  /** Posts that were taken. */
  readonly taken: () => readonly string[];
  readonly mend: () => void;
  readonly stop: () => Promise<void>;
}

export async function startSlack(): Promise<Slack> {
  const taken: string[] = [];
  let refused = 0;
  let works = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      // Without a text nothing is posted: somebody asks whether the webhook is alive.
      if (body === '{}') return response.writeHead(400).end('no_text');
      if (!works) {
        refused += 1;
        return response.writeHead(503).end('service_unavailable');
      }
      taken.push(body);
      return response.writeHead(200).end('ok');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    environment: { SLACK_ENDPOINT: `http://127.0.0.1:${port}` },
    shim: join(__dirname, 'slack-elsewhere.cjs'),
    refused: () => refused,
    taken: () => taken,
    mend: () => {
      works = true;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
