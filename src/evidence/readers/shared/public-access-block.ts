/** The four flags; one that is not set is off. */
import { required } from '../../answers';
import type { PublicAccessBlock } from '../../values';

export function publicAccessBlock(
  answered: Partial<Record<keyof PublicAccessBlock, boolean>> | undefined,
): PublicAccessBlock {
  const flags = required(answered, 'PublicAccessBlockConfiguration');
  return {
    BlockPublicAcls: flags.BlockPublicAcls ?? false,
    IgnorePublicAcls: flags.IgnorePublicAcls ?? false,
    BlockPublicPolicy: flags.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: flags.RestrictPublicBuckets ?? false,
  };
}
