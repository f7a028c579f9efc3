/** What was found, as a table and as JSON. */
import { callerWords } from '../../src/report/sentences/words';
import { clean } from '../../src/report/clean';
import type { NotSearched, Search, Searched } from '../../src/evidence/logs/find-denials';
import type { Window } from '../../src/evidence/logs/sources';
import type { SymptomGroup } from '../../src/request/denials/batch';
import type { DeniedRequest } from '../../src/request/types';

export interface Listing {
  readonly bucket: string;
  readonly window: Window;
  readonly search: Search;
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

export function asText({ bucket, window, search }: Listing): string {
  const { groups } = search;
  const many = groups.reduce((sum, { count }) => sum + count, 0);
  const head =
    groups.length === 0
      ? `No denial of ${bucket} since ${iso(window.since)} was found.`
      : `${many} ${many === 1 ? 'denial' : 'denials'} of ${bucket} since ${iso(window.since)}, by symptom:`;
  const rows = groups.map((group, at) => rowOf(group, at + 1));
  const lines = groups.length === 0 ? [] : ['', ...table([columns, ...rows]).map((line) => `  ${line}`)];
  return [
    head,
    ...lines,
    '',
    ...search.searched.map(searchedLine),
    ...search.notSearched.map(notSearchedLine),
    '',
  ].join('\n');
}

const columns = ['#', 'count', 'first', 'last', 'what', 'who'];

function rowOf({ count, firstTime, lastTime, newest }: SymptomGroup, number: number): readonly string[] {
  return [
    String(number),
    String(count),
    firstTime,
    lastTime,
    whatOf(newest),
    callerWords(newest).replaceAll('`', ''),
  ].map((cell) => clean(cell, 120));
}

/** The action that AWS named, else the call. */
function whatOf({ said, operation, errorCode }: DeniedRequest): string {
  const action = said.is === 'reason' || said.is === 'statement' ? said.action : undefined;
  const code = errorCode.startsWith('AccessDenied') ? '' : ` (${errorCode})`;
  return action === undefined || action.endsWith(`:${operation}`)
    ? `${operation}${code}`
    : `${operation}, ${action}${code}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function searchedLine({ in: where, read, denials, notLogs = 0, backTo }: Searched): string {
  const what = where.is === 'event-history' ? `${read} pages` : `${read} objects`;
  const how = backTo === undefined ? 'all of it' : `the newest only, back to ${backTo}`;
  const unread = notLogs === 0 ? '' : ` ${notLogs} of the objects could not be read: no JSON of CloudTrail's.`;
  return `Searched the ${nameOf(where)}: ${what}, ${how}; ${denials} denials.${unread}`;
}

function nameOf(where: Searched['in']): string {
  switch (where.is) {
    case 'event-history':
      return `event history of ${where.region} (no requests for objects)`;
    case 'trail':
      return `trail ${clean(where.name)} (${clean(where.place)})`;
    case 'access-log':
      return `access log (${clean(where.place)})`;
  }
}

function notSearchedLine(one: NotSearched): string {
  if ('none' in one) {
    if (one.in === 'access-log') return 'Not searched: the bucket has no access log.';
    const others = one.names === undefined ? '' : ` (${one.names.map((name) => clean(name)).join(', ')} keeps none)`;
    return `Not searched: no trail of this account and Region keeps requests for objects of the bucket${others}.`;
  }
  const { permission, error, why } = one.unreadable;
  const grant = permission === undefined || why !== 'access-denied' ? '' : ` Grant ${permission}.`;
  return `Not searched: ${kinds[one.in]}${one.place === undefined ? '' : ` ${clean(one.place)}`}: ${clean(error ?? why, 300)}.${grant}`;
}

const kinds = { 'event-history': 'the event history', trail: 'the trails', 'access-log': 'the access log' };

export function asJson({ bucket, window, search }: Listing, query: string | undefined): string {
  const denials = search.groups.map(({ count, firstTime, lastTime, symptom, newest }, at) => {
    const { eventId, operation, errorCode, key, principal } = newest;
    return {
      number: at + 1,
      symptom,
      count,
      firstTime,
      lastTime,
      principal,
      operation,
      errorCode,
      newest: { eventId, time: newest.time, ...(key === undefined ? {} : { key }) },
    };
  });
  const found = {
    bucket,
    since: iso(window.since),
    until: iso(window.until),
    denials,
    searched: search.searched,
    notSearched: search.notSearched,
  };
  return `${JSON.stringify({ ...found, ...(query === undefined ? {} : { athena: query }) }, null, 2)}\n`;
}
