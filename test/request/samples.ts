import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';

export type Json = Record<string, unknown>;
const folder = join(__dirname, '..', 'samples');

export const sampleNames = readdirSync(folder).sort();

/** `s05a` → that sample as it lies there, with its envelope. */
export function sample(name: string): Json & { readonly detail: Json } {
  const file = sampleNames.find((one) => one.startsWith(name))!;
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json & { detail: Json };
}

/** The sample's record with some fields changed; `undefined` takes a field away. */
export function changed(name: string, change: Json): Json {
  return { ...sample(name).detail, ...change };
}

/** With fields of requestParameters changed. */
export function sending(name: string, parameters: Json, change: Json = {}): Json {
  const { detail } = sample(name);
  return { ...detail, ...change, requestParameters: { ...(detail['requestParameters'] as Json), ...parameters } };
}

export function denied(record: unknown): DeniedRequest {
  const parsed = parseRecord(record);
  if (parsed.is !== 'denied') throw new Error(`not denied: ${JSON.stringify(parsed)}`);
  return parsed.request;
}

/** `s3:GetObject on arn:…` per authorization; `?` before those that may not be asked. */
export function asked(request: DeniedRequest): string[] {
  return request.authorizations.map(({ action, resource, certain }) => {
    const what = resource.is === 'arn' ? resource.arn : Object.values<string>({ ...resource }).join(' ');
    return `${certain ? '' : '?'}${action} on ${what}`;
  });
}

/** What the context of an authorization says of a key: its value, `absent`, or `unknown`. */
export function keyOf(request: DeniedRequest, key: string, action?: string): unknown {
  const { known, unknown } = request.authorizations.find(
    (one) => action === undefined || one.action === action,
  )!.context;
  const named = Object.keys(known).find((one) => one.toLowerCase() === key.toLowerCase());
  if (named !== undefined) return known[named];
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(/[.+?^$()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(key);
  return unknown.some((one) => matches(one.key)) ? 'unknown' : 'absent';
}
