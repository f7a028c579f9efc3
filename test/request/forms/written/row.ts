import type { Added } from '../../../../src/request/error-text/complete';
import type { DeniedRequest } from '../../../../src/request/types';
import type { Json } from '../../samples';

/** How a form writes records, after its documentation. */
export interface WrittenForm {
  readonly id: string;
  /** The entry of the registry that knows it. */
  readonly form: string;
  /** Where the shape is known from. */
  readonly from: string;
  readonly write: (records: readonly Json[]) => string;
  /** The same without any record. */
  readonly empty: string;
  /** Facts that it does not show, or not whole; all others are those of the plain record. */
  readonly loses?: readonly (keyof DeniedRequest)[];
  /** What has to be added to a denial that is read from it. */
  readonly asks?: readonly (keyof Added)[];
  /** The record as the form can at best show it, where it shows something else in the place of a fact. */
  readonly asShown?: (record: Json) => Json;
}

/** The single fields that rows take out of a record, whatever else they take. */
export const eventFields = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'errorCode',
  'errorMessage',
  'sourceIPAddress',
  'userAgent',
] as const;

export const json = JSON.stringify;
export const lines = (values: readonly unknown[]): string => values.map((value) => json(value)).join('\n');

/** A field in any case; `a.b` is a field of a field. */
export function at(record: unknown, path: string): unknown {
  const [name = '', ...rest] = path.split('.');
  const fields = typeof record === 'object' && record !== null ? Object.entries(record) : [];
  const value: unknown = fields.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
  return rest.length === 0 ? value : at(value, rest.join('.'));
}

export const textAt = (record: unknown, path: string): string => {
  const value = at(record, path) ?? '';
  return typeof value === 'string' ? value : json(value);
};

const csvCell = (cell: unknown): string =>
  `"${(typeof cell === 'string' ? cell : json(cell ?? '')).replaceAll('"', '""')}"`;
export const csv = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');

/** As Athena writes structs, maps and arrays. */
export function structText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(structText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : json(value ?? null);
  return `{${Object.entries(value)
    .map(([name, one]) => `${name.toLowerCase()}=${structText(one)}`)
    .join(', ')}}`;
}
