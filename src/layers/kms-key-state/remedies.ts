import { defined } from '../../defined';
import type { AwsCommand, CommandValue } from '../../judging/commands/aws-command';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import type { InfrastructureResource } from '../../judging/infrastructure/resource';
import { sameCall } from '../../judging/commands/same-call';
import { accountInArn, regionInArn } from '../../names/arn';

/** The note names the key, or the authorization asks for it. */
const onKey = (told: Told, ...operations: readonly string[]): readonly AwsCommand[] =>
  operations.map((operation) => ({ service: 'kms', operation, ...ofKey(told) }));

function ofKey({ facts, authorization }: Told): Pick<AwsCommand, 'parameters' | 'account' | 'region'> {
  const key = facts['key'] ?? authorization.resource;
  const KeyId: CommandValue = key ?? { fillIn: 'key' };
  return { parameters: { KeyId }, ...defined({ account: accountInArn(key), region: regionInArn(key) }) };
}

function enabled({ facts, authorization }: Told): readonly InfrastructureResource[] {
  const key = facts['key'] ?? authorization.resource;
  if (key === undefined) return [];
  return [
    {
      terraform: { type: 'aws_kms_key', arguments: { is_enabled: true }, partOf: key },
      cloudFormation: { type: 'AWS::KMS::Key', properties: { Enabled: true }, partOf: key },
    },
  ];
}

/** An object keeps the key that it was written with. */
const anotherKey: Remedy = {
  text: 'Write the object with a key that exists in the Region of the bucket, is enabled and is for encryption.',
  safety: 'Objects that were written with the other key stay under it.',
  commands: ({ request, authorization }) =>
    authorization.action === 'kms:Decrypt'
      ? undefined
      : sameCall(request, {
          'x-amz-server-side-encryption': 'aws:kms',
          'x-amz-server-side-encryption-aws-kms-key-id': {
            fillIn: `key in ${request.bucketRegion ?? request.region}`,
          },
        }),
};

const anotherCopy: Remedy = {
  text: 'Restore the object from a copy under another key (a backup, an earlier version): once a KMS key is deleted, nobody can decrypt what it encrypted.',
  commands: ({ authorization }) => (authorization.action === 'kms:Decrypt' ? [] : undefined),
};

export const remedies: Remedies = {
  'key-disabled': [
    {
      text: 'Ask the owner of the key to enable it.',
      safety: 'Everybody whom policies let use the key can use it again: ask first why it was disabled.',
      commands: (told) => onKey(told, 'EnableKey'),
      resources: enabled,
    },
  ],
  // A key whose deletion is cancelled is disabled: https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
  'key-pending-deletion': [
    {
      text: 'Ask the owner of {key} to cancel its deletion, before it is too late, and to enable it.',
      safety: 'Everybody whom policies let use the key can use it again: ask first why it was to be deleted.',
      commands: (told) => onKey(told, 'CancelKeyDeletion', 'EnableKey'),
    },
  ],
  // https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html
  'key-pending-import': [
    {
      text: 'Ask the owner of {key} to import the same key material again: this begins it.',
      safety: 'Only the very same material decrypts what was encrypted with it.',
      commands: (told) => {
        const { parameters, ...where } = ofKey(told);
        const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_4096' };
        return [
          { service: 'kms', operation: 'GetParametersForImport', parameters: { ...parameters, ...wrapping }, ...where },
        ];
      },
    },
  ],
  // https://docs.aws.amazon.com/kms/latest/developerguide/connect-keystore.html
  'key-store-disconnected': [
    {
      text: 'Ask the owner of {key} to connect its key store again.',
      safety: 'Every key of that store can be used again.',
      commands: (told) => {
        const { parameters: _key, ...where } = ofKey(told);
        const store = { CustomKeyStoreId: { fillIn: 'id of the key store' } };
        return [{ service: 'kms', operation: 'ConnectCustomKeyStore', parameters: store, ...where }];
      },
    },
  ],
  'key-not-found': [anotherKey, anotherCopy],
  'key-in-another-region': [anotherKey],
  'key-of-the-wrong-usage': [anotherKey],
};
