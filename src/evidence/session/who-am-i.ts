import { required } from '../answers';
import { getCallerIdentity } from '../aws/calls/sts';
import { CallFailed, codeOf, reasonOf } from '../aws/failures';
import type { Place } from '../place';
import type { UnreadableReason } from '../../request/unknowns';

/** Whose credentials are used, or why AWS does not say. */
export type Identity =
  | { readonly is: 'known'; readonly account: string; readonly arn: string }
  | {
      readonly is: 'unknown';
      readonly why: UnreadableReason;
      /** As AWS or the SDK spells it: `ExpiredToken`. */
      readonly code: string;
      readonly message: string;
    };

/** Asks STS, which needs no permission. */
export async function whoAmI(region: string, timeoutMs = 5_000): Promise<Identity> {
  try {
    const { Account, Arn } = await getCallerIdentity(placeIn(region, timeoutMs), {});
    return { is: 'known', account: required(Account, 'Account'), arn: required(Arn, 'Arn') };
  } catch (error) {
    const cause = error instanceof CallFailed ? error.cause : error;
    const message = cause instanceof Error ? cause.message : String(cause);
    return { is: 'unknown', why: reasonOf(error), code: codeOf(error), message };
  }
}

function placeIn(region: string, timeoutMs: number): Place {
  const client = { account: 'own', region, timeoutMs, maxAttempts: 2, paced: false, sends: true } as const;
  return {
    account: 'own',
    region,
    partition: '',
    client,
    inRegion: (other) => placeIn(other, timeoutMs),
    once: (_, ask) => ask(),
  };
}
