import { defined } from '../../defined';
import { describeKey } from '../aws/calls/kms';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onKeys } from '../permissions';
import { keyArn } from '../targets';
import type { KeyDescription } from '../values';

/** The state of the key and who manages it. Absent: there is no such key. */
export const keyDescription = defineReader<KeyDescription>({
  id: 'key-description',
  at: 'key',
  region: 'key',
  permissions: onKeys('kms:DescribeKey'),
  changedBy: {
    key: [
      'DisableKey',
      'EnableKey',
      'ScheduleKeyDeletion',
      'CancelKeyDeletion',
      'DeleteImportedKeyMaterial',
      'ImportKeyMaterial',
      'UpdatePrimaryRegion',
      'DeleteKey',
      'UpdateAlias',
      'DeleteAlias',
      'CreateAlias',
    ],
  },
  target: keyArn,
  read: (place, arn) =>
    absentOn(['NotFoundException'], async () => {
      const { KeyMetadata: key } = await describeKey(place, { KeyId: arn });
      return {
        arn: required(key?.Arn, 'KeyMetadata.Arn'),
        manager: required(key?.KeyManager, 'KeyMetadata.KeyManager'),
        state: required(key?.KeyState, 'KeyMetadata.KeyState'),
        ...defined({ usage: key?.KeyUsage, spec: key?.KeySpec, multiRegion: key?.MultiRegion }),
      };
    }),
});
