import { keepsRequestsOn } from '../../../src/evidence/logs/selectors';
import { firstKey, mayHold, prefixesOf, type LogSource } from '../../../src/evidence/logs/sources';

const trail: LogSource = {
  is: 'trail',
  name: 't',
  bucket: 'logs',
  folder: 'AWSLogs/111122223333/CloudTrail/eu-west-1/',
};
const log: LogSource = {
  is: 'access-log',
  of: 'data',
  account: '111122223333',
  region: 'eu-west-1',
  bucket: 'logs',
  prefix: 'log/',
  isPartitioned: false,
};
const window = (since: string, until: string) => ({ since: Date.parse(since), until: Date.parse(until) });
const night = window('2026-11-23T22:30:00Z', '2026-11-24T00:10:00Z');

test.each<[string, LogSource, ReturnType<typeof window>, readonly string[]]>([
  ['a trail by days', trail, night, [`${trail.folder}2026/11/24/`, `${trail.folder}2026/11/23/`]],
  [
    'a log by hours, some of them later',
    log,
    night,
    ['24-03', '24-02', '24-01', '24-00', '23-23', '23-22'].map((hour) => `log/2026-11-${hour}`),
  ],
  [
    'a log of days by days',
    log,
    window('2026-11-20T00:00:00Z', '2026-11-23T10:00:00Z'),
    ['23', '22', '21', '20'].map((day) => `log/2026-11-${day}`),
  ],
  [
    'a partitioned log by folders',
    { ...log, isPartitioned: true },
    night,
    ['24', '23'].map((day) => `log/111122223333/eu-west-1/data/2026/11/${day}/`),
  ],
])('%s, the newest first', (_, source, when, prefixes) => expect(prefixesOf(source, when)).toEqual(prefixes));

const inTrail = (name: string) => `${trail.folder}2026/11/23/${name}`;
test.each<[string, LogSource, string, boolean]>([
  ['delivered after', trail, inTrail('111122223333_CloudTrail_eu-west-1_20261123T2235Z_AbC.json.gz'), true],
  ['delivered in that minute', trail, inTrail('111122223333_CloudTrail_eu-west-1_20261123T2230Z_AbC.json.gz'), true],
  ['delivered before', trail, inTrail('111122223333_CloudTrail_eu-west-1_20261123T2229Z_AbC.json.gz'), false],
  ['something else', trail, inTrail('notes.txt'), false],
  ['a log delivered after', log, 'log/2026-11-23-22-30-01-0123456789ABCDEF', true],
  ['a log delivered before', log, 'log/2026-11-23-22-29-59-0123456789ABCDEF', false],
  ['another file', log, 'log/readme', false],
  ['a log without an hour', { ...log, isPartitioned: true }, 'x/2026-11-23-00-00-00-0123456789ABCDEF', true],
])('%s: may it hold what happened then?', (_, source, key, holds) => expect(mayHold(source, key, night)).toBe(holds));

test('what is older is not listed', () => {
  const [newest = ''] = prefixesOf(trail, night);
  const first = firstKey(trail, newest, night)!;
  expect(first).toBe(`${newest}111122223333_CloudTrail_eu-west-1_20261123T2230`);
  expect(first < `${newest}111122223333_CloudTrail_eu-west-1_20261123T2230Z_AbC.json.gz`).toBe(true);
  expect(firstKey(log, '', night)).toBe('log/2026-11-23-22-30-00');
});

const basic = (...Values: readonly string[]) => ({
  EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values }] }],
});
const advanced = (...more: readonly object[]) => ({
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        ...more,
      ],
    },
  ],
});
const arn = (test: object) => advanced({ Field: 'resources.ARN', ...test });

test.each<[string, object, boolean]>([
  ['nothing', {}, false],
  ['all buckets', basic('arn:aws:s3'), true],
  ['all buckets, in the long form', basic('arn:aws:s3:::'), true],
  ['this bucket', basic('arn:aws:s3:::other/', 'arn:aws:s3:::data/'), true],
  ['part of this bucket', basic('arn:aws:s3:::data/reports/'), true],
  ['another bucket', basic('arn:aws:s3:::data-2/'), false],
  [
    'functions',
    { EventSelectors: [{ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }] },
    false,
  ],
  ['everything by fields', advanced(), true],
  [
    'management events by fields',
    { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] },
    false,
  ],
  ['this bucket by fields', arn({ StartsWith: ['arn:aws:s3:::data/'] }), true],
  ['buckets of this beginning', arn({ StartsWith: ['arn:aws:s3:::da'] }), true],
  ['one object of it', arn({ Equals: ['arn:aws:s3:::data/a.csv'] }), true],
  ['another by fields', arn({ StartsWith: ['arn:aws:s3:::other/'] }), false],
  ['all but this', arn({ NotStartsWith: ['arn:aws:s3:::data/'] }), false],
  ['all but a part of this', arn({ NotStartsWith: ['arn:aws:s3:::data/tmp/'] }), true],
])('a trail that selects %s', (_, selectors, keeps) => expect(keepsRequestsOn('data', selectors)).toBe(keeps));
