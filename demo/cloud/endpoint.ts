/** An address on 127.0.0.1 and the keys of those who call it: functions that know both stay warm from one account to the next. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { maxAgeMs } from '../../lambdas/reading/max-age';
import { closed, send, type Reply } from './http';

export interface Endpoint {
  readonly port: number;
  /** The access key of a session: the same in each account. */
  readonly keyOf: (sessionArn: string) => string;
  /** From now on; gives the milliseconds by which this account is later than the first. What a warm function has read lasts shorter. */
  readonly serve: (account: Account) => number;
  readonly close: () => Promise<void>;
}
type Account = (message: IncomingMessage) => Promise<Reply>;

/** No key is issued twice by this process: a warm function knows by it at which address it is. */
let issued = 0;

export async function openEndpoint(): Promise<Endpoint> {
  const keys = new Map<string, string>();
  let accounts = 0;
  let account: Account = () => Promise.reject(new Error('no account is open'));
  const server = createServer((message, response) => {
    // What we do not understand is a failure of ours that the caller must see.
    const answer = account(message).catch((error: unknown) => ({ status: 501, headers: {}, body: String(error) }));
    void answer.then((reply) => send(reply, response), console.error);
  });
  // Whoever keeps a connection finds it open.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    keyOf: (sessionArn) => {
      const key = keys.get(sessionArn) ?? `ASIAEMBEDDED${String((issued += 1)).padStart(8, '0')}`;
      keys.set(sessionArn, key);
      return key;
    },
    serve: (next) => {
      account = next;
      accounts += 1;
      return (accounts - 1) * apart;
    },
    close: () => closed(server),
  };
}

const apart = 2 * maxAgeMs;
