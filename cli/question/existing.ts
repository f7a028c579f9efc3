/** The role and the bucket of a question: do they exist? What cannot be read is left to the report. */
import { getRole, listRoles } from '../../src/evidence/aws/calls/iam';
import { getBucketLocation, listBuckets } from '../../src/evidence/aws/calls/s3';
import { globalRegion, type Where } from '../../src/evidence/session/where';
import type { ReadingSession } from '../../src/evidence/session/session';
import { accountInArn } from '../../src/names/arn';
import { bucketInArn } from '../../src/names/bucket';
import { principalOfArn } from '../../src/names/principal';
import { UsageError } from '../exit-codes';
import { didYouMean, nearest } from '../nearest';

export interface Asking {
  readonly session: ReadingSession;
  readonly region: string;
  readonly partition: string;
  /** `false`: a recording holds no answers to these questions. */
  readonly live: boolean;
}

/** The ARN of whom is typed: an ARN, or the name of a role of the own account. */
export async function principalNamed(typed: string, asking: Asking): Promise<string> {
  const role = principalOfArn(typed);
  const own = await asking.session.ownAccount();
  if (role?.type === 'role')
    return role.accountId === own && asking.live ? checkedRole(typed, role.roleName, asking) : typed;
  const name = /^(?:role\/)?(?<name>(?:[\w+=,@-]+\/)*[\w+=,@-]+)$/.exec(typed)?.groups?.['name'];
  if (name === undefined || typed === 'anonymous' || typed.startsWith('user/')) return userNamed(typed, own, asking);
  if (own === undefined)
    throw new UsageError(`\`${typed}\` is a name, and nothing says in which account: give the ARN`);
  const arn = `arn:${asking.partition}:iam::${own}:role/${name}`;
  const roleName = name.split('/').at(-1) ?? name;
  return (await arnOfRole(roleName, asking, own)) ?? (asking.live ? noRole(arn, roleName, asking) : arn);
}

const userNamed = (typed: string, own: string | undefined, { partition }: Asking): string =>
  typed.startsWith('user/') && own !== undefined ? `arn:${partition}:iam::${own}:${typed}` : typed;

async function checkedRole(arn: string, roleName: string, asking: Asking): Promise<string> {
  const actual = await arnOfRole(roleName, asking, accountInArn(arn));
  if (actual === undefined) return noRole(arn, roleName, asking);
  if (actual === arn) return arn;
  throw new UsageError(`there is no role \`${arn}\` (did you mean \`${actual}\`?)`);
}

/** `undefined`: there is none of this name. Where nobody may read it, it is taken to be as typed. */
async function arnOfRole(roleName: string, asking: Asking, account: string | undefined): Promise<string | undefined> {
  const read = await asking.session.ask(inIam(asking), `preflight-role ${roleName}`, (place) =>
    getRole(place, { RoleName: roleName }),
  );
  if (read.status === 'found') return read.value.Role?.Arn;
  if (read.status === 'unreadable' && read.why === 'not-found') return undefined;
  return `arn:${asking.partition}:iam::${account ?? ''}:role/${roleName}`;
}

async function noRole(arn: string, roleName: string, asking: Asking): Promise<never> {
  const read = await asking.session.ask(inIam(asking), 'preflight-roles', (place) =>
    listRoles(place, { MaxItems: 1_000 }),
  );
  const roles = read.status === 'found' ? (read.value.Roles ?? []) : [];
  const meant = nearest(
    roleName,
    roles.flatMap(({ RoleName }) => RoleName ?? []),
  );
  const actual = roles.find(({ RoleName }) => RoleName === meant)?.Arn;
  throw new UsageError(`there is no role \`${arn}\`${actual === undefined ? '' : ` (did you mean \`${actual}\`?)`}`);
}

/** Names of buckets are unique in a partition: AWS says of any whether it is there. */
export async function checkBucket(resource: string, asking: Asking): Promise<void> {
  const bucket = bucketInArn(resource);
  if (bucket === undefined || !asking.live) return;
  const where: Where = { at: 'own', account: undefined, region: asking.region, partition: asking.partition };
  const read = await asking.session.ask(where, `preflight-bucket ${bucket}`, (place) =>
    getBucketLocation(place, { Bucket: bucket }),
  );
  if (read.status !== 'unreadable' || read.why !== 'not-found') return;
  const listed = await asking.session.ask(where, 'preflight-buckets', (place) => listBuckets(place, {}));
  const names = listed.status === 'found' ? (listed.value.Buckets ?? []).flatMap(({ Name }) => Name ?? []) : [];
  throw new UsageError(`there is no bucket \`${bucket}\`${didYouMean(bucket, names)}`);
}

const inIam = ({ partition }: Asking): Where => ({
  at: 'own',
  account: undefined,
  region: globalRegion(partition),
  partition,
});
