import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html */
export const accessLogRow: Form = {
  id: 'access-log-row',
  title: "Athena's rows of server access logs",
  open: (value) => {
    if (!isFields(value)) return undefined;
    const row = new Map(Object.entries(value).map(([name, cell]) => [plain(name), cell]));
    return ['bucketowner', 'requestdatetime', 'httpstatus', 'operation'].every((name) => row.has(name))
      ? { wraps: [lineOf(row)] }
      : undefined;
  },
};

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** The line that the row was made from, in the order of the documented table. */
function lineOf(row: ReadonlyMap<string, unknown>): string {
  const cell = (name: string): string => {
    const value = row.get(name);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : '-';
  };
  const quoted = (name: string): string => `"${cell(name).replace(/^"(.*)"$/s, '$1')}"`;
  return [
    cell('bucketowner'),
    cell('bucketname') === '-' ? cell('bucket') : cell('bucketname'),
    `[${cell('requestdatetime').replace(/^\[(.*)\]$/, '$1')}]`,
    ...['remoteip', 'requester', 'requestid', 'operation', 'key'].map(cell),
    cell('requesturi') === '-' ? '-' : quoted('requesturi'),
    ...['httpstatus', 'errorcode', 'bytessent', 'objectsize', 'totaltime', 'turnaroundtime'].map(cell),
    quoted(row.has('referrer') ? 'referrer' : 'referer'),
    quoted('useragent'),
    ...['versionid', 'hostid', 'sigv', 'ciphersuite', 'authtype', 'endpoint', 'tlsversion'].map(cell),
    ...['accesspointarn', 'aclrequired'].map(cell),
  ].join(' ');
}
