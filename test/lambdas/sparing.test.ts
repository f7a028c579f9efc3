/** What the line for look-ups has no room for is not asked, and the run goes on without it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveHandler } from '../../lambdas/resolve';
import { layers } from '../../src/layers';
import { storeIn } from '../../src/delivery/table/store';
import type { LookupsLine } from '../../src/incident/budget/lookups';
import { lineUp } from '../../src/incident/flow/line-up';
import { keys } from '../../src/incident/keys';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import type { Received } from '../setup/server';
import { account, json, openAws, xml, type Aws } from './aws';

const resolve = resolveHandler(layers);

const record = readFileSync(join(__dirname, '../samples/s05a_getobject_denied_because_of_kms.json'), 'utf8');
const { request } = parseRecord(JSON.parse(record)) as { readonly request: DeniedRequest };
const key = 'reports/2026/q3.csv';
const list =
  `<ListBucketResult><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key>` +
  '<LastModified>2026-11-19T00:00:00.000Z</LastModified></Contents></ListBucketResult>';

const isLookUp = ({ headers }: Pick<Received, 'headers'>) => String(headers['x-amz-target']).endsWith('.LookupEvents');

let aws: Aws;
beforeAll(async () => {
  aws = await openAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  aws.intercept = ({ path, headers }) => {
    if (path.includes('list-type=2') && path.startsWith('/amzn-s3-demo-bucket')) return xml(list);
    // The account is in no organization.
    if (String(headers['x-amz-target']).endsWith('.DescribeOrganization'))
      return json({ __type: 'AWSOrganizationsNotInUseException' }, 400);
    return isLookUp({ headers }) ? json({ Events: [] }) : undefined;
  };
});

const ports = () => ({ store: storeIn(process.env['CULPRIT_TABLE']!), now: Date.now });

/** The calls that were looked up by their names: whoever made them. */
async function lookedUp(run: string): Promise<readonly string[]> {
  const before = aws.received.length;
  // Nothing is shared with a run whose denial is later.
  await resolve({ run, symptom: 'v2-abc', request: { ...request, time: new Date().toISOString() } });
  return aws.received
    .slice(before)
    .filter(isLookUp)
    .flatMap(({ body }) => /"AttributeValue":"(Decrypt|GenerateDataKey)"/.exec(body)?.[1] ?? []);
}

test('where nobody waits, CloudTrail is asked twice who used the key of the object', async () => {
  expect((await lookedUp('v2-abc-1')).toSorted()).toEqual(['Decrypt', 'GenerateDataKey']);
});

test('in a storm it is not: the look-ups of changes have the line', async () => {
  for (const other of ['v2-other-1', 'v2-other-2']) await lineUp(other, ports());
  expect(await lookedUp('v2-abc-2')).toEqual([]);
});

describe('the turn of a run at CloudTrail is', () => {
  const day = 86_400_000;
  const heard = (region: string, last = Date.now()) =>
    ports().store.put({
      key: keys.hearing({ account, region }),
      version: 1,
      value: { since: last - 20 * day, last },
      expires: last + day,
    });
  /** Milliseconds. */
  async function turnOf(run: string): Promise<number> {
    await resolve({ run, symptom: 'v2-abc', request: { ...request, time: new Date().toISOString() } });
    const [item] = await ports().store.get([keys.lookups]);
    const { free, turns } = item!.value as LookupsLine;
    return free - turns.find((one) => one.run === run)!.from;
  }

  test('short where all changes are heard', async () => {
    await Promise.all(['us-east-1', request.region].map((region) => heard(region)));
    expect(await turnOf('v2-abc-3')).toBe(1_000);
  });

  test('as long as a search takes where they are not', async () => {
    expect(await turnOf('v2-abc-4')).toBe(12_500);
  });

  test('as long where they were heard until yesterday', async () => {
    await Promise.all(['us-east-1', request.region].map((region) => heard(region, Date.now() - day)));
    expect(await turnOf('v2-abc-5')).toBe(12_500);
  });
});
