/** Gives an authorization its context: keys that are known, that cannot be known, and all others absent. */
import type { Asked } from './authorizations';
import type { Circumstances } from './circumstances';
import { kmsContext } from './kms-context';
import { s3Context } from './s3-context';
import type { Authorization } from './types';

export function withContext(asked: Asked, at: Circumstances): Authorization {
  const context = asked.action.startsWith('kms:') ? kmsContext(asked, at) : s3Context(asked, at);
  return { ...asked, context };
}
