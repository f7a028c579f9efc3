/** Messages to and from a server on 127.0.0.1. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Answer } from './answers';

/** A time-out is never answered: the caller's own ends it. */
export type Reply = Answer | 'timeout' | 'connection-reset';

export function send(reply: Reply, response: ServerResponse): void {
  if (reply === 'connection-reset') response.destroy();
  else if (reply !== 'timeout') {
    response.writeHead(reply.status, headersOf(reply)).end(reply.body);
  }
}

function headersOf({ headers }: Answer): Record<string, string> {
  const unsuitable = new Set(['content-length', 'transfer-encoding', 'connection', 'date', 'content-encoding']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unsuitable.has(name.toLowerCase())));
}

export async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

export function closed(server: Server): Promise<void> {
  return new Promise((done, failed) => {
    server.close((error) => (error === undefined ? done() : failed(error)));
    server.closeAllConnections();
  });
}
