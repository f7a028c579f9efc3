/** Every call that Culprit can make, as it goes on the wire, and the IAM action that Culprit says it needs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CallFailed } from '../../src/evidence/aws/failures';
import type { Place, WireCall } from '../../src/evidence/place';
import { denied } from './failures';

export interface CallOfProduct {
  /** The name of the function in src/evidence/aws/calls. */
  readonly name: string;
  readonly call: WireCall;
  readonly permission: string;
}

type Call = (place: Place, input: never) => Promise<unknown>;

/** Each is made twice, about an object and about a version of it, and refused: a refusal names the action. */
export async function callsOfProduct(): Promise<readonly CallOfProduct[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => require(join(folder, file)) as Record<string, unknown>);
  const functions = files.flatMap((file) => Object.entries(file)).filter(isCall);
  const inputs = [labels, { ...labels, VersionId: 'v1' }];
  return Promise.all(functions.flatMap(([name, send]) => inputs.map((input) => refused(name, send, input))));
}

const folder = join(__dirname, '..', '..', 'src', 'evidence', 'aws', 'calls');
/** Inputs of people are read without a place, piece by piece: they are no evidence. */
const isCall = (exported: [string, unknown]): exported is [string, Call] =>
  typeof exported[1] === 'function' &&
  exported[1].length === 2 &&
  Object.prototype.toString.call(exported[1]) !== '[object AsyncGeneratorFunction]';

/** Whatever stands in the address of a request: without it the SDK sends none. */
const labels = {
  Bucket: 'bucket',
  Key: 'key',
  AccountId: '111122223333',
  Name: 'name',
  authorizationId: 'abc',
  UUID: 'uuid',
  FunctionName: 'function',
};

async function refused(name: string, send: Call, input: object): Promise<CallOfProduct> {
  const made: WireCall[] = [];
  const place = placeTo(async (call) => {
    made.push(call);
    return denied(call);
  });
  const failed: unknown = await send(place, input as never).catch((error: unknown) => error);
  const [call] = made;
  if (!(failed instanceof CallFailed) || call === undefined) throw new Error(`${name} was not sent`, { cause: failed });
  return { name, call, permission: failed.permission };
}

function placeTo(wire: NonNullable<Place['client']['wire']>): Place {
  const [account, region] = ['111122223333', 'us-east-1'];
  const client = { account, region, timeoutMs: 1_000, maxAttempts: 1, paced: false, wire, sends: false };
  return { account, region, partition: 'aws', client, inRegion: () => placeTo(wire), once: (_, ask) => ask() };
}
