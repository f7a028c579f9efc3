/** How much one investigation asks of AWS: every service has a budget, and CloudTrail's is of each account and Region. */
import * as cast from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import type { WireCall } from '../../src/evidence/place';
import { replaying } from '../../src/evidence/recording/recording';
import { openSession } from '../../src/evidence/session/session';
import { gatherCase } from '../../src/investigate';
import { mergeDenials } from '../../src/request/denials/merge';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { useTestCredentials } from '../setup/credentials';
import type { AwsAccounts } from '../account/description';
import { wireOf } from '../account/wire';
import { config, stage } from './setup';

useTestCredentials();

const [callers, owners, keys, management] = ['111122223333', '222233334444', '333344445555', '999988887777'] as const;

/** The story, read from its recording: one account, its organization, and both records of the denial. */
async function ofStory(): Promise<readonly WireCall[]> {
  const replay = replaying(story.recording);
  const recorder = stage(async (call) => {
    const answer = await replay(call, () => Promise.reject(new Error('not recorded')));
    // The recorded session has ended; this one has not.
    return { ...answer, body: answer.body.replace(/<Expiration>[^<]*/, '<Expiration>2099-01-01T00:00:00Z') };
  });
  const both = mergeDenials(denied(story.events.s3.detail), denied(story.events.kms.detail));
  const { account: ownAccount, region, organizationRoleArn } = cast;
  const session = openSession({ ...config, ownAccount, region, organizationRoleArn, recorder });
  await gatherCase(both!, session, { now: '2026-11-24T09:12:00Z' });
  return recorder.calls;
}

const keyArn = `arn:aws:kms:${cast.region}:${keys}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
/** Caller, bucket, key and organization in four accounts. */
const fourAccounts: AwsAccounts = {
  accounts: {
    [owners]: {
      buckets: {
        [cast.bucket]: {
          region: cast.region,
          policy: cast.bucketPolicy,
          encryption: { kmsKey: keyArn },
          objects: { [cast.deniedObject]: { kmsKey: keyArn } },
        },
      },
    },
    [callers]: {
      roles: { [cast.roleName]: { path: '/service-role/', inline: { read: cast.identityPolicy([keyArn]) } } },
    },
    [keys]: { keys: { '1234abcd-12ab-34cd-56ef-1234567890ab': { region: cast.region, tags: { team: 'data' } } } },
  },
  organization: {
    management,
    accounts: { [owners]: ['ou-1'], [callers]: ['ou-1'], [keys]: ['ou-1'] },
    scps: { 'ou-1': { [cast.dataClassificationPolicyName]: cast.dataClassificationPolicy } },
  },
};

/** Each of them is read by a role. */
async function ofFourAccounts(): Promise<readonly WireCall[]> {
  const record = JSON.parse(
    JSON.stringify(story.events.s3.detail)
      .replaceAll(cast.account, owners)
      .replaceAll(`sts::${owners}`, `sts::${callers}`)
      .replaceAll(`iam::${owners}`, `iam::${callers}`),
  ) as Record<string, unknown>;
  const identity = { ...(record['userIdentity'] as object), accountId: callers };
  const recorder = stage(wireOf(fourAccounts));
  const session = openSession({
    paced: false,
    ...config,
    ownAccount: owners,
    accountRoleName: 'culprit/culprit-reader',
    externalId: 'an-external-id',
    organizationRoleArn: `arn:aws:iam::${management}:role/culprit/culprit-reader`,
    recorder,
  });
  await gatherCase(denied({ ...record, userIdentity: identity }), session, { now: '2026-11-24T09:12:00Z' });
  return recorder.calls;
}

function denied(detail: unknown): DeniedRequest {
  const parsed = parseRecord(detail);
  if (parsed.is !== 'denied') throw new Error(JSON.stringify(parsed));
  return parsed.request;
}

/** Calls of one service in one investigation. */
const budgets: Readonly<Record<string, number>> = {
  cloudtrail: 26,
  ec2: 1,
  iam: 12,
  kms: 6,
  organizations: 22,
  s3: 14,
  's3-control': 2,
  sts: 3,
};
/** Look-ups of one account and Region: AWS answers two a second. */
const lookups = 12;

describe.each([
  ['the story of one account', ofStory, 2],
  ['a request between accounts', ofFourAccounts, 4],
] as const)('%s', (_, investigated, accounts) => {
  test('asks each service few times', async () => {
    const calls = await investigated();
    const counts = countOf(calls.map(({ service }) => service));
    for (const [service, many] of counts) {
      expect({ service, within: many <= (budgets[service] ?? 0), many }).toEqual({ service, within: true, many });
    }
    expect(new Set(calls.map(({ account }) => account)).size).toBe(accounts);
  });

  test('asks CloudTrail few times in one account and Region', async () => {
    const asked = (await investigated()).filter(({ service }) => service === 'cloudtrail');
    for (const [, many] of countOf(asked.map(({ account, region }) => `${account} ${region}`))) {
      expect(many).toBeLessThanOrEqual(lookups);
    }
  });

  test('asks nothing twice', async () => {
    const asked = (await investigated()).map(({ account, region, service, operation, input }) =>
      JSON.stringify([account, region, service, operation, input]),
    );
    const twice = asked.filter((call, at) => asked.indexOf(call) < at);
    expect(twice).toEqual([]);
  });
});

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
