import { getKeyPolicy } from '../aws/calls/kms';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { policyText } from './shared/documents';
import { onKeys } from '../permissions';
import { keyArn } from '../targets';
import type { ReadPolicy } from '../values';

/** The key's policy; there is exactly one. */
export const keyPolicy = defineReader<ReadPolicy>({
  id: 'key-policy',
  at: 'key',
  region: 'key',
  permissions: onKeys('kms:GetKeyPolicy'),
  changedBy: { key: ['PutKeyPolicy'] },
  target: keyArn,
  read: async (place, arn) => {
    const { Policy } = await getKeyPolicy(place, { KeyId: arn, PolicyName: 'default' });
    return found({ name: 'default', arn, attachedTo: `key ${arn}`, document: policyText(required(Policy, 'Policy')) });
  },
});
