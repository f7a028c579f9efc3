/** Keys, and what KMS answers about them. */
import type { WireAnswer } from '../../../src/evidence/place';
import { partitionOf } from '../../../src/names/partition';
import type { Asked, Operation, Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { errorOf, json } from '../shapes';

export interface KeyDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** @default IAM policies of the account decide; of a key of AWS's what AWS writes for S3 */
  readonly policy?: Policy;
  readonly grants?: readonly Policy[];
  /** @default CUSTOMER */
  readonly manager?: 'AWS' | 'CUSTOMER';
  /** @default Enabled */
  readonly state?: string;
  /** @default ENCRYPT_DECRYPT */
  readonly usage?: string;
  /** @default SYMMETRIC_DEFAULT */
  readonly spec?: string;
  readonly multiRegion?: boolean;
  readonly tags?: Named<string>;
  /** `alias/app` */
  readonly aliases?: readonly string[];
}

export interface KmsAccount {
  /** By key id. */
  readonly keys?: Named<KeyDescription>;
}

/** What KMS looks at. */
export interface DescribedKms {
  readonly accounts: Named<KmsAccount>;
}

interface Key extends KeyDescription {
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly keyRegion: string;
}

interface KeyOperation extends Omit<Operation<unknown>, 'answer'> {
  readonly answer: (key: Key) => WireAnswer;
}

const notFound = errorOf('kms', 'NotFoundException', 400, 'The key does not exist.');
const emptyPage = (list: string): WireAnswer => json({ [list]: [], Truncated: true, NextMarker: 'more' });

const operations: Readonly<Record<string, KeyOperation>> = {
  DescribeKey: {
    answer: (key) => {
      const { id, arn, manager = 'CUSTOMER', state = 'Enabled', multiRegion = false } = key;
      const { usage = 'ENCRYPT_DECRYPT', spec = 'SYMMETRIC_DEFAULT' } = key;
      return json({
        KeyMetadata: {
          KeyId: id,
          Arn: arn,
          KeyManager: manager,
          KeyState: state,
          Enabled: state === 'Enabled',
          KeyUsage: usage,
          KeySpec: spec,
          MultiRegion: multiRegion,
        },
      });
    },
  },
  GetKeyPolicy: {
    answer: (key) => json({ Policy: JSON.stringify(key.policy ?? defaultPolicyOf(key)), PolicyName: 'default' }),
  },
  ListGrants: {
    emptyPage: emptyPage('Grants'),
    answer: ({ grants = [] }) =>
      json({ Grants: grants.map((grant, index) => ({ GrantId: `grant-${index}`, ...grant })), Truncated: false }),
  },
  ListResourceTags: {
    emptyPage: emptyPage('Tags'),
    answer: ({ tags = {} }) =>
      json({ Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false }),
  },
  ListAliases: {
    emptyPage: emptyPage('Aliases'),
    answer: ({ aliases = [] }) => json({ Aliases: aliases.map((AliasName) => ({ AliasName })), Truncated: false }),
  },
};

export const kmsOperations: Operations<DescribedKms> = Object.fromEntries(
  Object.entries(operations).map(([name, { answer, ...operation }]) => [
    name,
    {
      ...operation,
      answer: (asked: Asked<DescribedKms>) => {
        const key = keyIn(asked);
        return key === undefined ? notFound : answer(key);
      },
    },
  ]),
);

/** By ARN, id or alias, in the account and Region asked. */
function keyIn({ awsAccounts, account, region, input }: Asked<DescribedKms>): Key | undefined {
  const name = String(input['KeyId']).split(':').at(-1) ?? '';
  const keys = Object.entries(awsAccounts.accounts[account]?.keys ?? {});
  const found = keys.find(
    ([id, { region: keyRegion = 'us-east-1', aliases = [] }]) =>
      keyRegion === region && (name === id || name === `key/${id}` || aliases.includes(name)),
  );
  if (found === undefined) return undefined;
  const [id, key] = found;
  return {
    ...key,
    id,
    account,
    keyRegion: region,
    arn: `arn:${partitionOf(region)}:kms:${region}:${account}:key/${id}`,
  };
}

const defaultPolicyOf = ({ manager, account, keyRegion }: Key): Policy =>
  manager === 'AWS' ? awsManagedKeyPolicy(account, keyRegion) : delegatingKeyPolicy(account, keyRegion);

const rootOf = (account: string, region: string): string => `arn:${partitionOf(region)}:iam::${account}:root`;

/** The key policy that the console makes: IAM policies of the account decide. */
const delegatingKeyPolicy = (account: string, region: string): Policy => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: rootOf(account, region) },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html: whoever may use S3 in the key's account. */
const awsManagedKeyPolicy = (account: string, region: string): Policy => ({
  Version: '2012-10-17',
  Id: 'auto-s3-2',
  Statement: [
    {
      Sid: 'Allow access through S3 for all principals in the account that are authorized to use S3',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:CallerAccount': account } },
    },
    {
      Sid: 'Allow direct access to key metadata to the account',
      Effect: 'Allow',
      Principal: { AWS: rootOf(account, region) },
      Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
      Resource: '*',
    },
  ],
});
