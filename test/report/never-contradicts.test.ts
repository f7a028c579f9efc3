/** Laws: status, exit code, headline, certainty and card of a report say the same, whatever was read and whatever AWS says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../cli/commands/investigate';
import { codeOfAnswer } from '../../cli/question/expected';
import { investigate } from '../../src/investigate';
import type { Report } from '../../src/report/contract';
import type { DeniedRequest } from '../../src/request/types';
import type { AwsAccounts } from '../account/description';
import { deniedIn, readingIn } from '../account/investigate';
import { fixtures } from '../causes/all-fixtures';
import { careless } from '../causes/careless/all';
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
  ...fixtures.map(({ title, awsAccounts, event }) => ({ title, awsAccounts, denied: deniedIn(event), now })),
  ...fixtures.map(({ title, twin, awsAccounts, event }) => ({
    title: `${title}; not where ${twin.title}`,
    awsAccounts: twin.awsAccounts ?? awsAccounts,
    denied: deniedIn(twin.event ?? event),
    now,
  })),
  {
    title: 'what denied is gone since',
    awsAccounts: past([deleteBucketPolicy(-0.5), putBucketPolicy(2, denying('Frozen')), deleteBucketPolicy(200)]),
    denied: deniedIn(event()),
    now,
  },
  ...careless.map(({ title, awsAccounts, event }) => ({ title, awsAccounts, denied: deniedIn(event), now })),
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
  .filter((_, at) => at % 2 === 0)
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
const reports: { readonly one: Case; readonly report: Report; readonly exit: number }[] = [];
beforeAll(async () => {
  for (const one of all) {
    const { observed = true } = one;
    const report = await investigate(one.denied, readingIn(one.awsAccounts, one.denied), { now: one.now, observed });
    reports.push({ one, report, exit: observed ? codeOf(report) : codeOfAnswer(report, undefined) });
  }
});

/** What a headline claims, by its words. */
const claims = {
  allowed: / is allowed by the policies as they are\.$/,
  'allowed now': / was denied, and the policies as they are now allow it: /,
  'denied by one, allowed now': / was denied by .*\. The policies as they are now allow it: /,
  'denied by one':
    / (is denied by|is allowed by nothing in|can only have been denied by|was denied, AWS says, by|is denied, perhaps by) /,
  'denied by one of several': / (is|was) denied(, AWS says,)? by .*: by which is not determined\.$/,
  'perhaps denied by one': / may have been denied by .*; not everything that would confirm it could be read\.$/,
  open: /^It is not determined (what denied|whether) /,
} as const;
type Claim = keyof typeof claims;

function claimOf({ verdict }: Report): Claim | 'nothing' {
  // The headline of one of several begins as that of one does.
  const order: readonly Claim[] = ['denied by one of several', 'denied by one, allowed now'];
  const names = [...order, ...(Object.keys(claims) as Claim[])];
  return names.find((name) => claims[name].test(verdict.headline)) ?? 'nothing';
}

/** What each status may claim, with how many causes, and the exit code that goes with it. */
function expectedOf({ one, report }: (typeof reports)[number]): { readonly claim: Claim; readonly exit: number } {
  const { status, rootCauses } = report.verdict;
  const isOne = rootCauses.length === 1;
  const asked = one.observed === false;
  switch (status) {
    case 'allowed':
      return { claim: 'allowed', exit: 0 };
    case 'would-be-allowed-now':
      return isOne ? { claim: 'denied by one, allowed now', exit: 0 } : { claim: 'allowed now', exit: 4 };
    case 'denied':
      return isOne ? { claim: 'denied by one', exit: 0 } : { claim: 'denied by one of several', exit: asked ? 0 : 4 };
    case 'inconclusive':
      return { claim: isOne ? 'perhaps denied by one' : 'open', exit: 4 };
  }
}

test('there are several hundred reports, of every status', () => {
  expect(reports.length).toBeGreaterThan(500);
  const statuses = new Set(reports.map(({ report }) => report.verdict.status));
  expect([...statuses].sort()).toEqual(['allowed', 'denied', 'inconclusive', 'would-be-allowed-now']);
  const claimed = [...new Set(reports.map(({ report }) => claimOf(report)))];
  expect(claimed.sort()).toEqual(Object.keys(claims).sort());
});

const wrong = (isWrong: (found: (typeof reports)[number]) => unknown): readonly unknown[] =>
  reports.filter(isWrong).map(({ one, report: { verdict }, exit }) => {
    const { status, certainty, headline, rootCauses } = verdict;
    return { title: one.title, status, certainty, headline, exit, causes: rootCauses.map(({ layer }) => layer) };
  });

test('the headline claims what the status says', () =>
  expect(wrong((found) => claimOf(found.report) !== expectedOf(found).claim)).toEqual([]));

test('the exit code is 0 where one cause is named, or a question decided, and 4 elsewhere', () =>
  expect(wrong((found) => found.exit !== expectedOf(found).exit)).toEqual([]));

test('the headline of the card says it too', () => {
  const words = {
    allowed: / can /,
    'would-be-allowed-now': / could not .*, and can now$/,
    denied: / cannot (?!.*: cause not certain$)/,
    inconclusive: / cannot .*: cause not certain$|^Not certain whether .* can /,
  };
  expect(wrong(({ report: { card, verdict } }) => !words[verdict.status].test(card.headline))).toEqual([]);
});

test('the card names who denied where the headline does, and only perhaps where that does', () => {
  const isWrong = ({ report }: (typeof reports)[number]) => {
    const claim = claimOf(report);
    const labels = report.card.lines.map(({ label }) => label);
    const isSure = labels.includes('Denied by') || labels.includes('Missing');
    if (claim === 'open' || claim === 'perhaps denied by one' || claim === 'denied by one of several') return isSure;
    if (claim === 'denied by one') return !isSure && labels[0] !== 'Perhaps';
    return labels.includes('Perhaps');
  };
  expect(wrong(isWrong)).toEqual([]);
});

test('what is not decided is never more than possible, and what is certain never open', () => {
  const isWrong = ({ report: { verdict } }: (typeof reports)[number]) => {
    const { status, certainty, rootCauses } = verdict;
    const grades = rootCauses.map((cause) => cause.certainty);
    if (rootCauses.length > 0 && certainty !== grades[0]) return true;
    return status === 'inconclusive' && certainty !== 'possible';
  };
  expect(wrong(isWrong)).toEqual([]);
});

test('where nobody denied, no cause is named, and no sentence doubts that it is allowed', () => {
  const isWrong = ({ report: { verdict } }: (typeof reports)[number]) =>
    verdict.status === 'allowed' && (verdict.rootCauses.length > 0 || verdict.suspects.length > 0);
  expect(wrong(isWrong)).toEqual([]);
});

test('a headline that is not sure says so', () => {
  const isWrong = ({ report: { verdict } }: (typeof reports)[number]) =>
    verdict.certainty === 'possible' &&
    verdict.rootCauses.length === 1 &&
    !/possible but not certain|AWS names another reason|AWS says|perhaps by|may have been|now allow it|not everything/.test(
      verdict.headline,
    );
  expect(wrong(isWrong)).toEqual([]);
});
