import type { Language } from '../infrastructure/infrastructure';

export interface PageOptions {
  /** For a chat: without the table of layers that do not block, and with less JSON. */
  readonly brief?: boolean;
  /** Where the JSON report and the evidence lie. */
  readonly evidence?: string;
  /** Fixes as code in this language, where they change policies, instead of commands. */
  readonly iac?: Language;
}
