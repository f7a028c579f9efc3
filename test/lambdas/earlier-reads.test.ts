/** The step that looks for changes finds what a change replaced in the folder of an earlier run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recentChangesHandler } from '../../lambdas/recent-changes';
import { resolveHandler } from '../../lambdas/resolve';
import { read, write } from '../../lambdas/run';
import { allReaders } from '../../src/all-readers';
import { storeIn } from '../../src/delivery/table/store';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import type { ChangesReading } from '../../src/evidence/changes/types';
import { cite, runsCiting } from '../../src/incident/closing/citing';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { placesOfReads } from '../../scripts/build/places-of-reads';
import { account, json, openAws, type Aws } from './aws';
import { layers } from '../../src/layers';

const resolve = resolveHandler(layers);

const record = readFileSync(join(__dirname, '../samples/s05a_getobject_denied_because_of_kms.json'), 'utf8');
const { request } = parseRecord(JSON.parse(record)) as { readonly request: DeniedRequest };
const roleName = 'app-reader-role';
const roleArn = (request.principal as { readonly roleArn: string }).roleArn;
const run = { run: 'v2-abc-2', symptom: 'v2-abc' };
const before = (hours: number) => new Date(Date.parse(request.time) - hours * 3_600_000).toISOString();
const policy = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const deleted = {
  eventID: 'e-1',
  eventTime: before(2),
  eventSource: 'iam.amazonaws.com',
  eventName: 'DeleteRolePolicy',
  userIdentity: { arn: `arn:aws:iam::${account}:user/sam` },
  requestParameters: { roleName, policyName: 'read' },
};

let aws: Aws;
beforeAll(async () => {
  aws = await openAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  aws.intercept = ({ headers, body }) => {
    const asked = String(headers['x-amz-target']);
    // The account is in no organization.
    if (asked.endsWith('.DescribeOrganization')) return json({ __type: 'AWSOrganizationsNotInUseException' }, 400);
    if (!asked.endsWith('.LookupEvents')) return undefined;
    const Events = body.includes(`"${roleName}"`) ? [{ CloudTrailEvent: JSON.stringify(deleted) }] : [];
    return json({ Events });
  };
});

const store = () => storeIn(process.env['CULPRIT_TABLE']!);
const cites = (incident: string, of: string, hours: number) =>
  cite(incident, of, [roleArn], { store: store(), now: () => Date.parse(before(hours)) });
/** What an earlier run left of the role. */
async function left(of: string, hours: number, policies: readonly object[]): Promise<void> {
  const { layer, read: name } = placesOfReads['role-policy']![0]!;
  const reading = { status: 'found', value: { policies }, readAt: before(hours) };
  await write({ run: of }, `layer-${layer}`, { [name]: { [roleArn]: reading } });
}
const inline = { name: 'read', attachedTo: `role ${roleName}`, document: JSON.stringify(policy) };

async function replaced(): Promise<unknown> {
  await resolve({ ...run, request });
  await recentChangesHandler(watchedCallsOf(allReaders), placesOfReads)(run);
  const { changes } = (await read<ChangesReading>(run, 'recent-changes'))!;
  return changes.find(({ eventName }) => eventName === 'DeleteRolePolicy')?.before;
}

test('of a thing that an incident cites', async () => {
  await cites('i1-a', 'v2-other-1', 8);
  await left('v2-other-1', 8, [inline]);
  expect(await replaced()).toEqual(policy);
});

test('of the newest run that opened the incident', async () => {
  await cites('i1-a', 'v2-other-1', 30);
  await cites('i1-a', 'v2-other-2', 8);
  await left('v2-other-1', 30, []);
  await left('v2-other-2', 8, [inline]);
  expect(await replaced()).toEqual(policy);
});

test('not of its own folder, nor of one that is gone', async () => {
  await cites('i1-a', run.run, 8);
  await cites('i1-b', 'v2-gone-1', 8);
  await left(run.run, 8, [inline]);
  expect(await replaced()).toBeUndefined();
});

test('runs that cite a thing are listed newest first, each incident once', async () => {
  await cites('i1-a', 'v2-a-1', 9);
  await cites('i1-b', 'v2-b-1', 7);
  await cites('i1-a', 'v2-a-2', 5);
  await cites('i1-a', 'v2-a-1', 9);
  expect(await runsCiting(roleName, store())).toEqual(['v2-a-2', 'v2-b-1']);
});
