/** `IgnorePublicAcls`, where an ACL is read from a server that does not leave ignored grants out itself, as AWS does. */
import type { Reading } from '../../evidence/define';
import type { PublicAccessBlock } from '../../evidence/values';
import type { Truth } from '../../engine/truth';

export interface Ignoring {
  readonly accountBlock: Reading<PublicAccessBlock>;
  readonly bucketBlock: Reading<PublicAccessBlock>;
}

export function ignoresPublicGrants({ accountBlock, bucketBlock }: Ignoring): Truth {
  const levels = [accountBlock, bucketBlock];
  if (levels.some((level) => level.status === 'found' && level.value.IgnorePublicAcls)) return true;
  return levels.some(({ status }) => status === 'unreadable') ? undefined : false;
}
