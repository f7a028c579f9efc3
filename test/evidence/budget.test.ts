/** How much one investigation asks of AWS: every service has a budget, and CloudTrail's is of each account and Region. */
import * as cast from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { replaying } from '../../src/evidence/recording/recording';
import { openSession } from '../../src/evidence/session/session';
import { investigate } from '../../src/investigate';
import { mergeDenials } from '../../src/request/denials/merge';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { config, useTestCredentials } from './setup';
import { answerTo, keyArn, stage } from './world';

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
  await investigate(both!, session, { now: '2026-11-24T09:12:00Z' });
  return recorder.calls;
}

/** Caller, bucket, key and organization in four accounts, each read by a role; KMS refuses, so that the key is known. */
async function ofFourAccounts(): Promise<readonly WireCall[]> {
  const record = JSON.parse(
    JSON.stringify(story.events.s3.detail)
      .replaceAll(cast.account, owners)
      .replaceAll(`sts::${owners}`, `sts::${callers}`)
      .replaceAll(`iam::${owners}`, `iam::${callers}`),
  ) as Record<string, unknown>;
  const identity = { ...(record['userIdentity'] as object), accountId: callers };
  const foreignKey = keyArn.replace(callers, keys);
  const recorder = stage(
    async (call) => JSON.parse(JSON.stringify(answerTo(call)).replaceAll(keyArn, foreignKey)) as WireAnswer,
  );
  const session = openSession({
    ...config,
    ownAccount: owners,
    accountRoleName: 'culprit/culprit-reader',
    externalId: 'an-external-id',
    organizationRoleArn: `arn:aws:iam::${management}:role/culprit/culprit-reader`,
    recorder,
  });
  await investigate(denied({ ...record, userIdentity: identity }), session, { now: '2026-11-24T09:12:00Z' });
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
