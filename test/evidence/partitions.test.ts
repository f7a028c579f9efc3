/** Every reader in every partition: calls stay in it, and names are spelled as it spells them. */
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { openSession } from '../../src/evidence/session/session';
import { recentChanges } from '../../src/evidence/changes/recent-changes';
import { partitionOf, type Partition } from '../../src/names/partition';
import { cases, subjectOf, type ReaderCase } from './cases';
import { useTestCredentials } from '../setup/credentials';
import { wireOf } from '../account/wire';
import { account, accounts, management, otherAccount, type Change } from './accounts';
import { readers } from './readers';
import { request } from './requests';
import { config, nameOf, readerOf, stage } from './setup';

useTestCredentials();

const partitions: readonly (readonly [Partition, string])[] = [
  ['aws', 'eu-central-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
];

/** The same in another partition. */
function inPartition<T>(value: T, [partition, region]: (typeof partitions)[number]): T {
  const text = JSON.stringify(value)
    .replaceAll('arn:aws:', `arn:${partition}:`)
    .replaceAll('"partition":"aws"', `"partition":"${partition}"`)
    .replaceAll('eu-central-1', region);
  return JSON.parse(text) as T;
}

const everywhere = cases.filter(({ commercialOnly }) => commercialOnly !== true);

describe.each(partitions)('in %s', (partition, region) => {
  const here = [partition, region] as const;
  const recorder = (described?: Change) => stage(wireOf(inPartition(accounts(described), here)));
  const configured = { ...config, region, accountRoleName: 'reader' };

  test.each(everywhere.map((one) => [nameOf(one), one] as const))('%s is read', async (_, one: ReaderCase) => {
    const [reader, subject, wire] = [readerOf(one), inPartition(subjectOf(one), here), recorder(one.described)];
    const session = openSession({ ...configured, recorder: wire });
    const target = reader.target(subject.authorization, subject.request);
    const reading = await session.read(reader, target, subject);
    expect(reading).toMatchObject({ status: 'found', value: inPartition(one.finds, here) });
    expect([...new Set(wire.calls.map((call) => partitionOf(call.region)))]).toEqual([partition]);
    expect(JSON.stringify(wire.calls.map(({ input }) => input))).not.toMatch(otherArn(partition));
  });

  test('a role of another account is spelled so', async () => {
    const wire = recorder();
    const session = openSession({ ...configured, ownAccount: otherAccount, recorder: wire });
    const [one] = cases.filter(({ reader }) => reader === 'bucket-policy');
    const subject = inPartition(subjectOf(one!), here);
    await session.read(readerOf(one!), 'my-bucket', subject);
    expect(wire.calls[0]).toMatchObject({ input: { RoleArn: `arn:${partition}:iam::${account}:role/reader` }, region });
  });

  test('changes are looked for in its Regions', async () => {
    const wire = recorder();
    const organizationRoleArn = `arn:${partition}:iam::${management}:role/org`;
    const session = openSession({ ...configured, organizationRoleArn, recorder: wire });
    await recentChanges(
      { ...inPartition(request, here), time: new Date().toISOString() },
      session,
      watchedCallsOf(readers),
    );
    const asked = wire.calls.filter(({ operation }) => operation === 'LookupEvents');
    const places = new Set(asked.map((call) => `${call.account} ${call.region}`));
    expect([...places].sort()).toEqual([...new Set(watched[partition])].sort());
  });
});

/** IAM's records are where IAM is, those of Organizations where it is managed, also by whom it is delegated to. */
const watched: Readonly<Record<Partition, readonly string[]>> = {
  aws: [`${account} eu-central-1`, `${account} us-east-1`, `${management} us-east-1`],
  'aws-us-gov': [`${account} us-gov-west-1`, `${management} us-gov-west-1`],
  'aws-cn': [`${account} cn-north-1`, `${account} cn-northwest-1`, `${management} cn-northwest-1`],
};

const otherArn = (partition: Partition): RegExp => new RegExp(`arn:(?!${partition}:)aws[\\w-]*:`);
