/** As much of AWS as the functions themselves use, on 127.0.0.1: S3, executions, a topic, and a DynamoDB whose use is counted. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NoticeKind } from '../../src/incident/notices/types';
import { openDynamo } from '../../test/setup/dynalite';
import { countUnits } from './units';

export interface StartedRun {
  readonly run: string;
  readonly input: unknown;
}

export interface StormAws {
  /** Executions that were started and not taken yet. */
  readonly started: StartedRun[];
  readonly messages: string[];
  /** The same messages for machines: they name their incident. */
  readonly events: SentEvent[];
  readonly use: { writeUnits: number; readUnits: number; puts: number; calls: number; failed: number };
  readonly environment: Readonly<Record<string, string>>;
  /** Everything empty; gives the name of the table. Clients keep the address that they first saw. `fails`: does this call fail? */
  readonly reset: (fails: () => boolean) => Promise<string>;
  readonly close: () => Promise<void>;
}

export const messagesPerHour = 20;

export interface SentEvent {
  readonly id: string;
  readonly incidentId: string;
  readonly notice: NoticeKind;
}

const account = '111122223333';

export async function openStormAws(): Promise<StormAws> {
  let fails = () => false;
  let tables = 0;
  let counter = countUnits();
  const dynamo = await openDynamo();
  const objects = new Map<string, string>();
  const names = new Set<string>();
  const started: StartedRun[] = [];
  const messages: string[] = [];
  const events: SentEvent[] = [];
  const use = { writeUnits: 0, readUnits: 0, puts: 0, calls: 0, failed: 0 };

  const server = createServer(
    (request, response) => void answer(request, response).catch(() => reply(response, 500, '')),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    started,
    messages,
    events,
    use,
    environment: {
      AWS_ENDPOINT_URL: origin,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      CULPRIT_ACCOUNT: account,
      CULPRIT_EVIDENCE_BUCKET: 'evidence',
      CULPRIT_STATE_MACHINE: `arn:aws:states:us-east-1:${account}:stateMachine:Culprit`,
      CULPRIT_OWN_ROLES: `arn:aws:iam::${account}:role/culprit/`,
      CULPRIT_TELLING: JSON.stringify({
        channels: [
          { is: 'sns', id: 'sns', topicArn: `arn:aws:sns:us-east-1:${account}:reports` },
          { is: 'eventbridge', id: 'events', bus: 'default' },
        ],
        ceiling: messagesPerHour,
        digestHour: 8,
        silences: [],
      }),
    },
    reset: async (failing) => {
      const table = `storm-${(tables += 1)}`;
      await dynamo.addTable(table);
      fails = failing;
      counter = countUnits();
      for (const kept of [objects, names]) kept.clear();
      for (const list of [started, messages, events]) list.length = 0;
      Object.assign(use, { writeUnits: 0, readUnits: 0, puts: 0, calls: 0, failed: 0 });
      return table;
    },
    close: async () => {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
      await dynamo.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    use.calls += 1;
    if (fails()) {
      use.failed += 1;
      return reply(response, 503, '<Error><Code>SlowDown</Code><Message>slow down</Message></Error>');
    }
    const target = request.headers['x-amz-target']?.toString() ?? '';
    if (target.startsWith('DynamoDB')) return toDynamo(request, body, response);
    if (target === 'AWSStepFunctions.StartExecution') return start(body, response);
    if (target === 'AWSEvents.PutEvents') return putEvents(body, response);
    if (body.includes('Action=Publish')) {
      messages.push(new URLSearchParams(body).get('Subject') ?? '');
      return reply(
        response,
        200,
        '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>',
      );
    }
    return toS3(request, body, response);
  }

  function putEvents(body: string, response: ServerResponse): void {
    const { Entries: entries } = JSON.parse(body) as { readonly Entries: readonly { readonly Detail: string }[] };
    events.push(...entries.map(({ Detail: detail }) => JSON.parse(detail) as SentEvent));
    const answered = { FailedEntryCount: 0, Entries: entries.map((_, at) => ({ EventId: `e${events.length}-${at}` })) };
    reply(response, 200, JSON.stringify(answered), 'application/x-amz-json-1.1');
  }

  async function toDynamo({ headers }: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const call = headers['x-amz-target']?.toString() ?? '';
    const { status, body: text } = await dynamo.answer(
      {
        authorization: headers.authorization ?? '',
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': headers['x-amz-date']?.toString() ?? '',
        'x-amz-target': call,
      },
      JSON.stringify({ ...(JSON.parse(body) as object), ReturnConsumedCapacity: 'TOTAL' }),
    );
    const name = call.split('.').at(-1) ?? '';
    const { writes, reads } = counter.unitsOf({ name, body, succeeded: status === 200 }, text);
    use.writeUnits += writes;
    use.readUnits += reads;
    reply(response, status, text, 'application/x-amz-json-1.0');
  }

  function toS3({ method, url = '', headers }: IncomingMessage, body: string, response: ServerResponse): void {
    const key = url.split('?')[0] ?? '';
    if (method === 'PUT') {
      use.puts += 1;
      if (headers['if-none-match'] === '*' && objects.has(key)) {
        return reply(response, 412, '<Error><Code>PreconditionFailed</Code></Error>');
      }
      objects.set(key, body);
      return reply(response, 200, '');
    }
    const found = objects.get(key);
    if (found === undefined) return reply(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const part =
      from === undefined
        ? found
        : Buffer.from(found)
            .subarray(Number(from), Number(to) + 1)
            .toString('utf8');
    return reply(response, 200, part, 'application/json');
  }

  function start(body: string, response: ServerResponse): void {
    const { name, input } = JSON.parse(body) as { readonly name: string; readonly input: string };
    if (!names.has(name)) started.push({ run: name, input: JSON.parse(input) as unknown });
    names.add(name);
    reply(response, 200, JSON.stringify({ executionArn: `arn:${name}`, startDate: 1 }), 'application/x-amz-json-1.0');
  }
}

function reply(response: ServerResponse, status: number, body: string, type = 'application/xml'): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
