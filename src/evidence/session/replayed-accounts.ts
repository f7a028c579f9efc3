/** What a recording shows about the session that it was made in. */
import { accountInArn } from '../../names/arn';
import { defined } from '../../defined';
import type { Recording } from '../recording/recording';

export interface ReplayedAccounts {
  readonly accounts: ReadonlySet<string>;
  /** Account → the role that was assumed there. */
  readonly roles: Readonly<Record<string, string>>;
  /** Where they were assumed. */
  readonly signingRegion?: string;
  /** The account that was asked about policies of the organization. */
  readonly organization?: string;
  /** The only account that was read without a role, where the recording does not say by itself. */
  readonly own?: string;
  /** It was asked whose credentials these are, and there was no answer. */
  readonly ownNotTold: boolean;
}

export function replayedAccounts({ calls }: Recording): ReplayedAccounts {
  const assumed = calls.flatMap(({ operation, input }) =>
    operation === 'AssumeRole' && typeof input['RoleArn'] === 'string' ? [input['RoleArn']] : [],
  );
  const roles = Object.fromEntries(assumed.map((arn) => [accountInArn(arn) ?? '', arn]));
  const unassumed = [...new Set(calls.map(({ account }) => account))].filter((account) => !(account in roles));
  const told = calls.filter(({ operation }) => operation === 'GetCallerIdentity');
  const ownNotTold = told.length > 0 && told.every(({ response }) => 'failure' in response || response.status >= 400);
  const [own, ...others] = unassumed;
  return {
    accounts: new Set([...calls.map(({ account }) => account), ...assumed.flatMap((arn) => accountInArn(arn) ?? [])]),
    roles,
    ...defined({
      organization: organizationIn(calls, Object.keys(roles)),
      signingRegion: calls.find(({ operation }) => operation === 'AssumeRole')?.region,
    }),
    ...(own === undefined || told.length > 0 || others.length > 0 ? {} : { own }),
    ownNotTold,
  };
}

/**
 * Without a role for it the own account is asked, as any account is. Whose role was refused was asked nothing more, and then
 * nobody was asked about policies at all.
 */
function organizationIn(calls: Recording['calls'], assumed: readonly string[]): string | undefined {
  const asked = calls
    .filter(({ service, operation }) => service === 'organizations' && operation !== 'DescribeOrganization')
    .map(({ account }) => account);
  if (asked.length > 0) return asked.find((account) => assumed.includes(account));
  const silent = assumed.filter((account) => calls.every((call) => call.account !== account));
  return silent.length === 1 ? silent[0] : undefined;
}

/** A replay happens when its recording was made. */
export function clockOf(replay: Recording | undefined): () => number {
  const times = replay?.calls.map((call) => Date.parse(call.at)).filter((time) => !Number.isNaN(time)) ?? [];
  const latest = times.length === 0 ? undefined : Math.max(...times);
  return latest === undefined ? Date.now : () => latest;
}
