/** The four flags; one that is not set is off. */
import { required } from '../../answers';
import type { PublicAccessBlock } from '../../values';

export function publicAccessBlock(
  answered: { readonly [Flag in keyof PublicAccessBlock]?: boolean | undefined } | undefined,
): PublicAccessBlock {
  const flags = required(answered, 'PublicAccessBlockConfiguration');
  return {
    BlockPublicAcls: flags.BlockPublicAcls ?? false,
    IgnorePublicAcls: flags.IgnorePublicAcls ?? false,
    BlockPublicPolicy: flags.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: flags.RestrictPublicBuckets ?? false,
  };
}
