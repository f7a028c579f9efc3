/** One request about which a careless reading would be confident, and wrong. */
import type { Status } from '../../../src/verdict/types';
import type { AwsAccounts } from '../../account/description';
import type { Event } from '../../account/investigate';

export interface Careless {
  readonly title: string;
  /** What a careless reading would say, and be sure of. */
  readonly careless: string;
  readonly event: Event;
  readonly awsAccounts: AwsAccounts;
  readonly status: Status;
  /** `true`: more than possible. */
  readonly certain?: boolean;
  /** The layer of the first root cause. */
  readonly leads?: string;
  /** What the report says, its request aside. */
  readonly says?: readonly RegExp[];
  readonly neverSays?: readonly RegExp[];
}
