/** What every channel is: it only sends. What is sent, when and how often is decided elsewhere. */
import type { Message } from '../../report/notice/message';

export interface Channel {
  /** `sns`, `slack` …: outbox and table know it by this name. */
  readonly id: string;
  /** What would have to change before one that is broken is tried again: a hash of its address or key. */
  readonly identity: () => Promise<string>;
  /** It can change what it has sent. */
  readonly updates: () => Promise<boolean>;
  /** Whether it would take a message, found out without one that anybody sees. */
  readonly alive: () => Promise<Life>;
  readonly send: (message: Message, attempt: Attempt) => Promise<Outcome>;
}

export interface Attempt {
  /** It may have arrived before: the answer to an earlier attempt was lost. */
  readonly repeated: boolean;
  /** What names the first message of the same incident in this channel, where one was sent. */
  readonly first?: string;
}

/** `not-known`: it has no answer for that, or none came. */
export type Life = { readonly is: 'alive' | 'not-known' } | { readonly is: 'dead'; readonly why: string };

/** What an answer to something that is no message says. */
export function lifeOf(outcome: Outcome): Life {
  if (outcome.is === 'broken') return { is: 'dead', why: outcome.why };
  return { is: outcome.is === 'sent' || outcome.is === 'refused' ? 'alive' : 'not-known' };
}

/** Known outcomes are values: no channel throws. */
export type Outcome =
  | { readonly is: 'sent'; /** What names the message in the channel. */ readonly ref?: string }
  /** Certainly not taken; another time it may be. Milliseconds, where the channel says how long to wait. */
  | { readonly is: 'not-sent'; readonly why: string; readonly retryAfter?: number }
  /** Handed over, and no answer came: it may have been taken. */
  | { readonly is: 'in-doubt'; readonly why: string }
  /** The channel will never take this message; others it may. */
  | { readonly is: 'refused'; readonly why: string }
  /** The channel takes nothing until somebody mends it. */
  | { readonly is: 'broken'; readonly why: string };
