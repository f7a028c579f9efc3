/** What somebody asks about a request that nobody made (yet). */
export interface Question {
  /** ARN, `anonymous`, or a service such as `logging.s3.amazonaws.com` (also with `service:` before it). */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** What is known of the request's context; see `requestFromQuestion` for what is not stated. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** ISO 8601: when it would be made. */
  readonly time?: string;
  readonly region?: string;
}
