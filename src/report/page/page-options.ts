import type { Language } from '../infrastructure/infrastructure';

export interface PageOptions {
  /**
   * `card`: only what is needed to act. `brief`, for a chat: without the table of layers that do not block, and with less JSON.
   * Without it the page is whole.
   */
  readonly extent?: 'card' | 'brief';
  /** With the card alone: how to see the rest. */
  readonly more?: string;
  /** Where the JSON report and the evidence lie. */
  readonly evidence?: string;
  /** Fixes as code in this language, where they change policies, instead of commands. */
  readonly iac?: Language;
}
