/** Gives an authorization its context: keys that are known, that cannot be known, and all others absent. */
import type { AskedAuthorization } from '../authorizations/call';
import type { Circumstances } from '../record/circumstances';
import { kmsContext } from './kms';
import { s3Context } from './s3';
import type { Authorization } from '../types';

export function withContext(asked: AskedAuthorization, at: Circumstances): Authorization {
  const context = asked.action.startsWith('kms:') ? kmsContext(asked, at) : s3Context(asked, at);
  return { ...asked, context };
}
