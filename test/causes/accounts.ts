/** Accounts in which everything is allowed: fixtures take one thing away. */
import { defined } from '../../src/defined';
import type {
  AccountDescription,
  BucketDescription,
  Policy,
  RoleDescription,
  AwsAccounts,
} from '../account/description';
import { bucket, key, keyId, kmsArn, owner } from './events';

type Statement = Readonly<Record<string, unknown>>;
export const policyOf = (...statements: readonly Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const everything = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
export const deny = (Sid: string, more: Statement = {}): Statement => ({
  Sid,
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  ...more,
});
const onBucket = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];

/** A bucket policy that denies everybody for whom the condition holds. */
export const denying = (Sid: string, Condition?: Statement, more: Statement = {}): Policy =>
  policyOf({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: onBucket,
    ...defined({ Condition }),
    ...more,
  });
export const allowing = (Principal: unknown, more: Statement = {}): Policy =>
  policyOf({ Sid: 'Let', Effect: 'Allow', Principal, Action: 's3:*', Resource: onBucket, ...more });

export interface Change {
  readonly role?: RoleDescription;
  readonly bucket?: BucketDescription;
  /** More of the owner's account. */
  readonly account?: AccountDescription;
  /** Other accounts. */
  readonly accounts?: AwsAccounts['accounts'];
  readonly organization?: AwsAccounts['organization'] | undefined;
  readonly refuses?: AwsAccounts['refuses'] | undefined;
  readonly withoutReader?: AwsAccounts['withoutReader'] | undefined;
  readonly headObject?: boolean;
}

/** The role `app`, which may do everything, and a bucket with one object, in one account. */
export function accounts({ role, bucket: changed, account, accounts: others, ...more }: Change = {}): AwsAccounts {
  return {
    headObject: true,
    ...defined(more),
    accounts: {
      [owner]: {
        ...account,
        roles: { app: { inline: { everything }, ...role }, ...account?.roles },
        buckets: { [bucket]: { objects: { [key]: {} }, ...changed }, ...account?.buckets },
      },
      ...others,
    },
  };
}

/** The object is encrypted with a key of the account. */
export const encrypted = { objects: { [key]: { kmsKey: kmsArn } }, encryption: { kmsKey: kmsArn } };
export const withKey = (more: NonNullable<AccountDescription['keys']>[string] = {}) => ({ keys: { [keyId]: more } });
/** Another account whose role may do everything. */
export const allPowerful = (name = 'app'): AccountDescription => ({ roles: { [name]: { inline: { everything } } } });
