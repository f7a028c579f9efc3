/** Where a read goes: the account and Region asked, and how to sign for it. Opaque to readers. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** SDK client configuration made by the runner: credentials, time-outs, recorder. */
  readonly client: unknown;
}
