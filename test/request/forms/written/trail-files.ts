import { json, lines, type WrittenForm } from './row';

export const trailFiles: readonly WrittenForm[] = [
  { id: 'JSON lines', form: 'cloudtrail-record', from: 'AWS CLI, jq -c', write: lines, empty: '' },
  {
    id: 'a trail’s log file',
    form: 'trail-file',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html',
    write: (records) => json({ Records: records }),
    empty: '{"Records":[]}',
  },
  {
    id: 'several log files one after the other',
    form: 'trail-file',
    from: 'zcat *.json.gz',
    write: (records) => records.map((record) => json({ Records: [record] })).join(''),
    empty: '{"Records":[]}{"Records":[]}',
  },
  {
    id: 'indented records of jq',
    form: 'cloudtrail-record',
    from: 'https://jqlang.org/manual/',
    write: (records) => records.map((record) => json(record, null, 2)).join('\n'),
    empty: '',
  },
  { id: 'a list', form: 'cloudtrail-record', from: 'jq -s', write: json, empty: '[]' },
];
