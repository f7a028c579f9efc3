/** The accounts that can be read, and as whom. */
import { serviceOfAccount } from '../../names/aws-accounts';
import { accountInArn } from '../../names/arn';
import { defined } from '../../defined';
import { getCallerIdentity } from '../aws/calls/sts';
import { required } from '../answers';
import { codeOf, reasonOf, Unread } from '../aws/failures';
import type { ClientSettings, Place, Wire } from '../place';
import { clockOf, replayedAccounts } from './replayed-accounts';
import { replaying } from '../recording/recording';
import type { SessionConfig } from './config';
import { roleCredentials } from './roles';
import type { Where } from './where';

export interface Accounts {
  /** Throws when no credentials are configured for the account. */
  readonly place: (where: Where, once: Place['once']) => Promise<Place>;
  readonly ownAccount: () => Promise<string | undefined>;
  readonly organizationAccount: () => Promise<string | undefined>;
  readonly now: () => number;
}

interface OwnAccount {
  readonly account: Promise<string>;
  readonly failedAt: number;
}

const retryAfterMs = 5_000;

export function accountsOf(config: SessionConfig): Accounts {
  const replayed = config.replay === undefined ? undefined : replayedAccounts(config.replay);
  const roles = roleCredentials(config, replayed?.roles ?? {});
  const settings = new Map<string, ClientSettings>();
  const signingRegion = replayed?.signingRegion ?? config.signingRegion ?? config.region;
  let own: OwnAccount | undefined;
  /** Who assumes roles: asked before the first is. */
  let signer = config.ownAccount ?? 'own';

  function settingsFor(account: string, region: string, roleArn: string | undefined): ClientSettings {
    const name = `${account} ${region} ${roleArn ?? ''}`;
    const known = settings.get(name);
    if (known !== undefined) return known;
    const { timeoutMs = 5_000, maxAttempts = 4, replay } = config;
    const wire = wireOf(config);
    const credentials =
      roleArn !== undefined
        ? roles.credentials(roleArn, settingsFor(signer, signingRegion, undefined))
        : replay === undefined
          ? undefined
          : () => Promise.resolve({ accessKeyId: 'REPLAY', secretAccessKey: 'REPLAY' });
    const made: ClientSettings = {
      account,
      region,
      timeoutMs,
      maxAttempts: replay === undefined ? maxAttempts : 1,
      paced: replay === undefined && config.paced !== false,
      sends: replay === undefined && config.recorder?.sends !== false,
      ...defined({ credentials, wire }),
    };
    settings.set(name, made);
    return made;
  }

  function placeIn(where: Where, account: string, roleArn: string | undefined, once: Place['once']): Place {
    // A question may name no Region.
    const region = where.region === '' ? config.region : where.region;
    return {
      account,
      region,
      partition: where.partition,
      client: settingsFor(account, region, roleArn),
      inRegion: (other) => placeIn({ ...where, region: other }, account, roleArn, once),
      once: (what, ask) => once(`${account} ${region} ${what}`, ask),
    };
  }

  function askOwnAccount(): Promise<string> {
    const known = config.ownAccount ?? replayed?.own;
    if (known !== undefined) return Promise.resolve(known);
    if (own === undefined || own.failedAt + retryAfterMs < Date.now()) own = asked();
    return own.account;
  }

  /** A failure may be over soon, but not for the reads that wait for it now. */
  function asked(): OwnAccount {
    const { region } = config;
    const client = settingsFor('own', region, undefined);
    const place: Place = { account: 'own', region, partition: '', client, inRegion: never, once: never };
    const answer: { account: Promise<string>; failedAt: number } = { account: Promise.resolve(''), failedAt: Infinity };
    answer.account = getCallerIdentity(place, {}).then(
      ({ Account }) => required(Account, 'Account'),
      (error: unknown) => {
        answer.failedAt = Date.now();
        // Anybody may ask who they are: what is missing is no permission for that.
        throw new Unread(
          reasonOf(error),
          `${codeOf(error)}: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    );
    return answer;
  }

  function organizationAccount(): Promise<string | undefined> {
    return Promise.resolve(accountInArn(config.organizationRoleArn) ?? replayed?.organization);
  }

  async function ownAccount(): Promise<string | undefined> {
    try {
      return await askOwnAccount();
    } catch {
      // Whoever needs it as a fact asks by reading, and gets the reason there.
      return undefined;
    }
  }

  async function place(where: Where, once: Place['once']): Promise<Place> {
    signer = (await ownAccount()) ?? signer;
    if (where.at === 'organization' && config.organizationRoleArn !== undefined) {
      const account = accountInArn(config.organizationRoleArn) ?? '';
      return placeIn(where, account, roles.roleFor(account, where.partition) ?? config.organizationRoleArn, once);
    }
    const account = where.account ?? (where.at === 'organization' ? replayed?.organization : undefined);
    const service = serviceOfAccount(account);
    if (service !== undefined) throw new Unread('account-of-aws', `${service} acts in account ${account ?? ''}`);
    if (config.replay !== undefined && account !== undefined) {
      if (!replayed?.accounts.has(account)) {
        // Nothing could be read then, and the reason is that of this one call.
        if (replayed?.ownNotTold === true) await askOwnAccount();
        throw notConfigured(account, config, where.partition);
      }
      return placeIn(where, account, replayed.roles[account], once);
    }
    const mine = await askOwnAccount();
    if (account === undefined || account === mine) return placeIn(where, mine, undefined, once);
    const roleArn = roles.roleFor(account, where.partition);
    if (roleArn === undefined) throw notConfigured(account, config, where.partition);
    return placeIn(where, account, roleArn, once);
  }

  return { place, ownAccount, organizationAccount, now: clockOf(config.replay) };
}

/** As the stack and the templates of examples/reader-role call it, with its path. */
export const usualReaderRole = 'culprit/culprit-reader';

function notConfigured(account: string, { accountRoleName, accounts }: SessionConfig, partition: string): Unread {
  const role = `arn:${partition}:iam::${account}:role/${accountRoleName ?? usualReaderRole}`;
  const error =
    accountRoleName !== undefined && accounts?.includes(account) === false
      ? `account ${account} is not known to be yours: ${role} is assumed where \`accounts\` or the organization has it; ` +
        'a deployed stack asks the organization every quarter of an hour, and `culprit doctor --stack` makes it ask at once'
      : `no role is configured for account ${account}: ${role} would settle it`;
  return new Unread('account-not-configured', error, { account });
}

function wireOf({ recorder, replay }: SessionConfig): Wire | undefined {
  return replay === undefined ? recorder?.wire : replaying(replay);
}

const never = (): never => {
  throw new Error('the own account is asked by one call only');
};
