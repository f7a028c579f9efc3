/** Which Allow is shown as the one that almost allowed, and that the order of the statements has no part in it. */
import { assert, asyncProperty, shuffledSubarray } from 'fast-check';
import type { Report } from '../../src/report/contract';
import { investigateIn } from '../account/investigate';
import { accounts, allow, allPowerful, policyOf } from '../causes/accounts';
import { bucketArn, event, lambdaRole, objectArn, owner, partner } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

type Statement = Readonly<Record<string, unknown>>;
const now = '2026-11-20T09:14:01.000Z';
const header = 's3:x-amz-server-side-encryption';
const put = { ...allow('s3:PutObject', objectArn), Sid: 'Almost' };

/** Nearest first: what fails first of action, resource and conditions decides, then how many conditions fail. */
const ranked: readonly Statement[] = [
  { ...put, Sid: 'OneConditionFails', Condition: { StringEquals: { [header]: 'AES256' } } },
  {
    ...put,
    Sid: 'TwoConditionsFail',
    Condition: { StringEquals: { [header]: 'AES256' }, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
  },
  { ...put, Sid: 'OtherObject', Resource: `${objectArn}-2` },
  { ...put, Sid: 'AnotherService', Action: 'ec2:*', Resource: '*' },
  { ...put, Sid: 'AnotherAction', Action: 's3:GetObject', Resource: `${objectArn}-2` },
  // As far from matching as the one before; more than five are not shown.
  { ...put, Sid: 'AnotherActionOfS3', Action: 's3:GetObjectAcl', Resource: `${objectArn}-2` },
];

async function reportWith(statements: readonly Statement[]): Promise<Report> {
  const awsAccounts = accounts({ role: { inline: { everything: policyOf(...statements) } } });
  const by = lambdaRole();
  const asked = event({ by, operation: 'PutObject' });
  return (await investigateIn(awsAccounts, asked, { now })).report;
}

const sidsIn = ({ verdict }: Report) =>
  verdict.rootCauses.map(({ nearMisses = [] }) => nearMisses.map(({ statement }) => statement.sid));

test('an Allow of something else is never nearer than one that fails by a condition', async () => {
  const report = await reportWith(ranked.toReversed());
  expect(sidsIn(report)).toEqual([ranked.slice(0, 5).map(({ Sid }) => Sid)]);
  // What the nearest lacks can be sent.
  expect(report.fixes.map(({ kind }) => kind)).toEqual(['change-the-request', 'patch']);
});

/** Where a statement stands, and nothing else, hangs on the order; when it was read hangs on the clock. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value === 'string') return value.replace(/\(#\d+\)/, '(#)');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'index' && name !== 'asOf');
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name,
      name === 'Statement' && Array.isArray(item) ? item.map((one) => JSON.stringify(one)).sort() : withoutOrder(item),
    ]),
  );
}

test('the order of statements does not matter', async () => {
  const expected = withoutOrder(await reportWith(ranked));
  const orders = shuffledSubarray([...ranked], { minLength: ranked.length });
  const law = asyncProperty(orders, async (statements) => {
    expect(withoutOrder(await reportWith(statements))).toEqual(expected);
  });
  await assert(law, { numRuns: 40 });
});

const other = `arn:aws:iam::${owner}:role/other`;
const mine = `arn:aws:iam::${owner}:role/app`;
const open = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const forOther = { ...open, Sid: 'ForOther', Principal: { AWS: other } };
const forService = { ...open, Sid: 'ForCloudFront', Principal: { Service: 'cloudfront.amazonaws.com' } };
const forMe = { ...open, Principal: { AWS: mine } };

test.each<[string, Statement, readonly Statement[]]>([
  ['another object', { ...forMe, Sid: 'Mine', Resource: `${bucketArn}/public/*` }, [forOther]],
  ['another action', { ...forMe, Sid: 'Mine', Action: 's3:PutObject' }, [forOther]],
  [
    'another action and object',
    { ...forMe, Sid: 'Mine', Action: 's3:PutObject', Resource: `${bucketArn}/x` },
    [forOther],
  ],
  ['a condition', { ...forMe, Sid: 'Mine', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, [forOther]],
  [
    'another object of everybody’s',
    { ...open, Sid: 'Mine', Principal: '*', Resource: `${bucketArn}/public/*` },
    [forOther],
  ],
  [
    'another object, beside several that are for others',
    { ...forMe, Sid: 'Mine', Resource: `${bucketArn}/public/*` },
    [forService, forOther, { ...forOther, Sid: 'AndAgain', Principal: { AWS: `${other}-2` } }],
  ],
])('the nearest Allow is the one for this caller, which fails by %s', async (_, own, others) => {
  for (const statements of [
    [own, ...others],
    [...others, own],
  ]) {
    // Across accounts the bucket policy itself is what lacks the Allow.
    const foreign = lambdaRole('app', partner);
    const ofForeign = statements.map((one) =>
      JSON.parse(JSON.stringify(one).replace(mine, mine.replace(owner, partner))),
    );
    const across = await investigateIn(
      accounts({ accounts: { [partner]: allPowerful() }, bucket: { policy: policyOf(...ofForeign) } }),
      event({ by: foreign, more: { recipientAccountId: partner } }),
      { now },
    );
    const [cause] = across.report.verdict.rootCauses;
    expect([cause?.layer, cause?.nearMisses?.[0]?.statement.sid]).toEqual(['bucket-policy', 'Mine']);
  }
});
