import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Never answers. */
  readonly silent?: true;
  /** Milliseconds until it answers. */
  readonly late?: number;
}

/** A server on this machine that answers as told and remembers what it was asked. */
export interface LocalServer {
  readonly origin: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

export async function localServer(answer: (request: Received) => Reply): Promise<LocalServer> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      const { status = 200, headers: replyHeaders = {}, body = '', silent, late = 0 } = answer(one);
      if (silent !== true) setTimeout(() => response.writeHead(status, replyHeaders).end(body), late);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
