/** The four flags; one that is not set is off. */
import { required } from '../../answers';
import { Unread } from '../../aws/failures';
import type { PublicAccessBlock } from '../../values';

export function publicAccessBlock(
  answered: { readonly [Flag in keyof PublicAccessBlock]?: boolean | undefined } | undefined,
): PublicAccessBlock {
  const flags = required(answered, 'PublicAccessBlockConfiguration');
  // AWS keeps no configuration without a flag: what holds none is no answer.
  if (Object.values(flags).every((flag) => typeof flag !== 'boolean'))
    throw new Unread('malformed-answer', 'the answer lacks every flag of PublicAccessBlockConfiguration');
  return {
    BlockPublicAcls: flags.BlockPublicAcls ?? false,
    IgnorePublicAcls: flags.IgnorePublicAcls ?? false,
    BlockPublicPolicy: flags.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: flags.RestrictPublicBuckets ?? false,
  };
}
