/** The outbox: every message of every channel, from when it is stored until the channel has it. */
import type { Notice } from '../../incident/notices/types';
import type { Time } from '../../incident/types';

export type OutgoingState =
  | { readonly is: 'waiting'; readonly at: Time; /** It may have arrived. */ readonly repeated: boolean }
  /** Somebody is sending it. Whoever is killed while doing so leaves this behind. */
  | { readonly is: 'sending'; readonly since: Time }
  | { readonly is: 'sent'; readonly at: Time; /** What names it in the channel. */ readonly ref?: string }
  /** Said in another message, of that id. */
  | { readonly is: 'folded'; readonly at: Time; readonly into: string }
  | { readonly is: 'given-up'; readonly at: Time; readonly why: string };

export interface Outgoing {
  readonly channel: string;
  readonly notice: Notice;
  /** Its first line, for a message that stands for many. */
  readonly headline: string;
  readonly stored: Time;
  readonly attempts: number;
  /** How often nobody knows whether it arrived. */
  readonly doubts: number;
  /** The channel refused it as it was: from then on as plain text. */
  readonly plain: boolean;
  readonly state: OutgoingState;
  /** Ids of the messages that this one stands for. */
  readonly folds?: readonly string[];
}

/** What is known of a channel. */
export interface ChannelState {
  /** Hours since 1970, and how many messages were sent in it. */
  readonly hour: number;
  readonly sent: number;
  /** Attempts that failed since the last that did not. */
  readonly failures: number;
  /** It asked to wait until then, or failed and has to be left alone. */
  readonly pausedUntil?: Time;
  /** Takes nothing, until its identity is another. */
  readonly broken?: { readonly since: Time; readonly why: string; readonly identity: string };
}
