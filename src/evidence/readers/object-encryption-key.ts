import { found } from '../answers';
import { defineReader } from '../define';
import { keyUsedFor } from './shared/key-use/key-record';
import { onAnything } from '../permissions';
import { objectName, sessionName } from '../targets';
import type { ObjectKey } from '../values';

/** The key of an object, as the record of KMS shows that S3 made in the caller's name. Not found: unreadable. */
export const objectEncryptionKey = defineReader<ObjectKey>({
  id: 'object-encryption-key',
  at: 'caller',
  region: 'request',
  permissions: onAnything('cloudtrail:LookupEvents'),
  target: (authorization, request) => {
    const [object, session] = [objectName(authorization, request), sessionName(authorization, request)];
    return object === undefined || session === undefined ? undefined : `${session} ${request.time} ${object}`;
  },
  changedBy: {},
  read: async (place, target) => found(await keyUsedFor(place, target)),
});
