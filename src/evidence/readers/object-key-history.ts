import { found } from '../answers';
import { defineReader } from '../define';
import { keysUsedBefore } from './shared/key-use/earlier-key-use';
import { onAnything } from '../permissions';
import { objectName } from '../targets';
import type { UsedObjectKey } from '../values';

/** The keys of an object, as KMS's records of whoever used them show. Nothing shows when a version was written. */
export const objectKeyHistory = defineReader<readonly UsedObjectKey[]>({
  id: 'object-key-history',
  at: 'bucket',
  region: 'bucket',
  permissions: onAnything('cloudtrail:LookupEvents'),
  changedBy: {},
  target: (authorization, request) => {
    const object = objectName(authorization, request);
    const isKnown = object !== undefined && request.versionId === undefined && request.time !== '';
    return isKnown ? `${request.time} ${object}` : undefined;
  },
  read: async (place, target) => found(await keysUsedBefore(place, target)),
});
