import type { Language } from '../infrastructure/infrastructure';

export interface PageOptions {
  /** Where the JSON report and the evidence lie. */
  readonly evidence?: string;
  /** Fixes as code in this language, where they change policies, instead of commands. */
  readonly iac?: Language;
}
