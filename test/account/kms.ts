/** What KMS tells of described keys. */
import type { KeyDescription, Policy } from './description';
import type { WireAnswer } from '../../src/evidence/place';
import { errorOf, json } from './shapes';
import type { Answers, Asked } from './asked';

const notFound = errorOf('kms', 'NotFoundException', 400, 'The key does not exist.');

interface Key extends KeyDescription {
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly keyRegion: string;
}

const ofKeys = (answer: (key: Key) => WireAnswer) => (asked: Asked) => {
  const key = keyIn(asked);
  return key === undefined ? notFound : answer(key);
};

export const kmsAnswers: Answers = {
  DescribeKey: ofKeys((key) => {
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
  }),
  GetKeyPolicy: ofKeys((key) => json({ Policy: JSON.stringify(key.policy ?? policyOf(key)), PolicyName: 'default' })),
  ListGrants: ofKeys(({ grants = [] }) =>
    json({ Grants: grants.map((grant, index) => ({ GrantId: `grant-${index}`, ...grant })), Truncated: false }),
  ),
  ListResourceTags: ofKeys(({ tags = {} }) =>
    json({ Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false }),
  ),
  ListAliases: ofKeys(({ aliases = [] }) =>
    json({ Aliases: aliases.map((AliasName) => ({ AliasName })), Truncated: false }),
  ),
};

/** By ARN, id or alias, in the account and Region asked. */
function keyIn({ world, account, region, input }: Asked): Key | undefined {
  const name = String(input['KeyId']).split(':').at(-1) ?? '';
  const keys = Object.entries(world.accounts[account]?.keys ?? {});
  const found = keys.find(
    ([id, { region: keyRegion = 'us-east-1', aliases = [] }]) =>
      keyRegion === region && (name === id || name === `key/${id}` || aliases.includes(name)),
  );
  if (found === undefined) return undefined;
  const [id, key] = found;
  return { ...key, id, account, keyRegion: region, arn: `arn:aws:kms:${region}:${account}:key/${id}` };
}

const policyOf = ({ manager, account, keyRegion }: Key): Policy =>
  manager === 'AWS' ? awsManagedKeyPolicy(account, keyRegion) : delegatingKeyPolicy(account);

/** The key policy that the console makes: IAM policies of the account decide. */
export const delegatingKeyPolicy = (account: string): Policy => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html: whoever may use S3 in the key's account. */
export const awsManagedKeyPolicy = (account: string, region: string): Policy => ({
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
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
      Resource: '*',
    },
  ],
});
