/** Credentials of the roles that read other accounts. */
import { accountInArn } from '../../names/arn';
import { defined } from '../../defined';
import { assumeRole } from '../aws/calls/sts';
import { required } from '../answers';
import type { SessionConfig } from './config';
import type { ClientSettings, Credentials, Place } from '../place';

export interface Roles {
  /** The role to assume in an account; undefined: none is configured. */
  readonly roleFor: (account: string, partition: string) => string | undefined;
  /** Assumes a role when first needed, and again shortly before its session ends. */
  readonly credentials: (roleArn: string, as: ClientSettings) => () => Promise<Credentials>;
}

const minute = 60_000;

export function roleCredentials(config: SessionConfig, replayed: Readonly<Record<string, string>>): Roles {
  const held = new Map<string, Promise<Credentials>>();
  return {
    roleFor: (account, partition) => {
      const organization = config.organizationRoleArn;
      return (
        replayed[account] ??
        config.accountRoles?.[account] ??
        (accountInArn(organization) === account ? organization : undefined) ??
        (config.accountRoleName === undefined || config.accounts?.includes(account) === false
          ? undefined
          : `arn:${partition}:iam::${account}:role/${config.accountRoleName}`)
      );
    },
    credentials: (roleArn, as) => async () => {
      const known = held.get(roleArn);
      if (known !== undefined) {
        const { expiration } = await known;
        if (expiration === undefined || expiration.getTime() - Date.now() > 5 * minute) return known;
      }
      const assumed = assume(roleArn, as, config);
      held.set(roleArn, assumed);
      // A refusal is asked again at the next read, and may be over then.
      assumed.catch(() => held.delete(roleArn));
      return assumed;
    },
  };
}

async function assume(roleArn: string, as: ClientSettings, config: SessionConfig): Promise<Credentials> {
  const place: Place = { account: as.account, region: as.region, partition: '', client: as, inRegion, once };
  const { Credentials: issued } = await assumeRole(place, {
    RoleArn: roleArn,
    RoleSessionName: 'culprit',
    // The shortest that STS grants.
    DurationSeconds: 900,
    ...defined({ ExternalId: config.externalId }),
    ...(config.sessionActions === undefined ? {} : { Policy: narrowed(config.sessionActions) }),
  });
  const expiration = issued?.Expiration;
  return {
    accessKeyId: required(issued?.AccessKeyId, 'Credentials.AccessKeyId'),
    secretAccessKey: required(issued?.SecretAccessKey, 'Credentials.SecretAccessKey'),
    sessionToken: required(issued?.SessionToken, 'Credentials.SessionToken'),
    // The end of recorded credentials has passed long ago, and nobody checks.
    ...(expiration === undefined || config.replay !== undefined ? {} : { expiration }),
  };
}

function narrowed(actions: readonly string[]): string {
  const Action = [...new Set(actions)].sort();
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}

const inRegion = (): never => {
  throw new Error('a role is assumed in one Region');
};
const once = inRegion;
