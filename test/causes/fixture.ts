/** What a fixture of a known cause states. */
import type { Provenance } from '../../src/evidence/recording/recording';
import type { Certainty, Status } from '../../src/verdict/types';
import type { AwsAccounts } from '../account/description';
import type { Event } from '../account/investigate';

export interface Fixture {
  /** Numbers of docs/causes.md. */
  readonly causes: readonly number[];
  readonly title: string;
  readonly provenance: Provenance & { readonly from: 'documentation' | 'unverified'; readonly source: string };
  readonly event: Event;
  readonly awsAccounts: AwsAccounts;
  readonly expects: Expectation;
  /** The same event, another cause: what differs is out of the event's sight, unless the twin has an event of its own. */
  readonly twin: Twin;
  /** Where the twin has an event of its own, one more that has the same. */
  readonly another?: Twin;
}

export interface Twin {
  readonly title: string;
  readonly event?: Event;
  /** Why no other cause has the same event: what of it tells the cause. */
  readonly told?: string;
  readonly awsAccounts?: AwsAccounts;
  readonly expects: Expectation;
}

export interface Expectation {
  readonly status: Status;
  readonly certainty: Certainty;
  /** The layer that is the root cause, or possibly is. Without one no layer may be named for certain. */
  readonly layer?: string;
  /** What the layer shows of it: an outcome, a setting, a Sid, a condition key, the code of a note or an unknown. */
  readonly shows?: string;
  /** Another layer whose finding tells the rest of it. */
  readonly besides?: { readonly layer: string; readonly shows: string };
}
