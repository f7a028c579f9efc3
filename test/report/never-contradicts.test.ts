/** No report contradicts itself, whatever was read and whatever AWS says; test/causes looks at the reports of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { investigate } from '../../src/investigate';
import type { Report } from '../../src/report/contract';
import type { DeniedRequest } from '../../src/request/types';
import type { AwsAccounts } from '../account/description';
import { deniedIn, readingIn } from '../account/investigate';
import { denying } from '../causes/accounts';
import { denyIn, event, noneAllows } from '../causes/events';
import { sampleAccounts as samples } from '../cli/sample-accounts';
import { questionOf } from '../model/question-of';
import { recordOf } from '../model/record-of';
import type { Scenario } from '../model/scenario';
import { timeOf } from '../model/described-caller';
import { describedFrom } from '../model/described-scenario';
import { sample } from '../request/samples';
import { deleteBucketPolicy, putBucketPolicy, awsAccounts as past } from '../verdict/changes/past';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';
import { claimOf, claims, contradictionsIn } from './contradictions';

useTestCredentials();
// What is proposed changes nothing of all this, and takes longer to find than the rest.
jest.mock('../../src/verdict/fixes/prove', () => ({ proposeFixes: () => ({ fixes: [] }) }));

const now = '2026-11-20T09:14:01.000Z';
atTheTime(now);

interface Case {
  readonly title: string;
  readonly awsAccounts: AwsAccounts;
  readonly denied: DeniedRequest;
  readonly now: string;
  /** `false`: somebody asks. */
  readonly observed?: false;
}

const recorded: readonly Case[] = [
  {
    title: 'what denied is gone since',
    awsAccounts: past([deleteBucketPolicy(-0.5), putBucketPolicy(2, denying('Frozen')), deleteBucketPolicy(200)]),
    denied: deniedIn(event()),
    now,
  },
  ...Object.entries(samples).map(([title, awsAccounts]) => ({
    title,
    awsAccounts,
    denied: deniedIn(sample(title).detail),
    now,
  })),
];

/** What AWS may say of a denial: nothing, what is so, or something else. */
const clauses = [
  undefined,
  noneAllows('identity-based policy', 's3:GetObject'),
  noneAllows('resource-based policy', 's3:GetObject'),
  denyIn('resource-based policy'),
  denyIn('service control policy', 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-other'),
  noneAllows('permissions boundary', 's3:GetObject'),
  denyIn('resource control policy'),
  noneAllows('session policy', 's3:GetObject'),
] as const;
/** What may not be read. */
const withheld = ['nothing', 'iam', 's3', 'organizations', 'cloudtrail', 'sts', 'kms'] as const;

const generated = readFileSync(join(__dirname, '..', 'vectors', 'generated.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Scenario & { readonly id: string });

const made: readonly Case[] = generated
  .filter((_, at) => at % 5 === 0)
  .flatMap((scenario, at) => {
    const service = withheld[at % withheld.length]!;
    const awsAccounts =
      service === 'nothing' ? describedFrom(scenario) : { ...describedFrom(scenario), refuses: [{ service }] };
    const made = { title: `${scenario.id} without ${service}`, awsAccounts, now: timeOf(scenario.request.context) };
    const record = recordSaying(scenario, clauses[at % clauses.length]);
    return [
      { ...made, denied: questionOf(scenario), observed: false as const },
      ...(record === undefined ? [] : [{ ...made, denied: deniedIn(record) }]),
    ];
  });

function recordSaying(scenario: Scenario, clause: string | undefined): ReturnType<typeof recordOf> {
  const record = recordOf(scenario);
  if (record === undefined || clause === undefined) return record;
  const { principal, action, resource } = scenario.request;
  const errorMessage = `User: ${principal} is not authorized to perform: ${action} on resource: "${resource}" ${clause}`;
  return { ...record, errorMessage };
}

const all = [...recorded, ...made];
const reports: { readonly one: Case; readonly report: Report }[] = [];
beforeAll(async () => {
  for (const one of all) {
    const { observed = true } = one;
    const report = await investigate(one.denied, readingIn(one.awsAccounts, one.denied), { now: one.now, observed });
    reports.push({ one, report });
  }
});

test('every status and every claim is among them', () => {
  const statuses = new Set(reports.map(({ report }) => report.verdict.status));
  expect([...statuses].sort()).toEqual(['allowed', 'denied', 'inconclusive', 'would-be-allowed-now']);
  const claimed = [...new Set(reports.map(({ report }) => claimOf(report)))];
  expect(claimed.sort()).toEqual(Object.keys(claims).sort());
});

test('no report contradicts itself', () => {
  const wrong = reports.flatMap(({ one, report }) => {
    const broken = contradictionsIn(report, one.observed === false);
    const { status, certainty, headline } = report.verdict;
    return broken.length === 0 ? [] : [{ title: one.title, broken, status, certainty, headline }];
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['status', { status: 'allowed' }],
  ['certainty', { certainty: 'proven' }],
  ['headline', { headline: '`a` is allowed by the policies as they are.' }],
])('another %s than a report has contradicts the rest of it', (_, other) => {
  const open = reports.find(({ report }) => report.verdict.status === 'inconclusive')!.report;
  const changed = { ...open, verdict: { ...open.verdict, ...other } } as Report;
  expect(contradictionsIn(changed)).not.toEqual([]);
});
