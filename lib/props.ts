/** How the denials of S3 objects reach EventBridge: a trail must log data events. */
export type TrailProps =
  /** A trail that logs S3 data events already; nothing is created. */
  | { readonly existing: true }
  /** A new trail for the data events of these buckets and VPC endpoint denials, without management events. */
  | { readonly buckets: readonly string[] };

/** Where S3 delivers the server access logs of the buckets: a bucket of the same account and Region. */
export interface AccessLogsProps {
  /** It must send its events to EventBridge. */
  readonly bucketName: string;
  /** What the keys of log objects begin with; `*`: the bucket holds nothing but logs. */
  readonly prefix: string;
}

export interface CulpritProps {
  readonly trail: TrailProps;
  /**
   * Only denials on these buckets are investigated.
   * @default all buckets
   */
  readonly buckets?: readonly string[];
  /**
   * Subscribed to the topic of reports and alarms.
   * @default nobody: `ownSubscribers` must say that this is meant
   */
  readonly snsEmail?: string;
  /**
   * You subscribe to the topic yourself. Without a subscriber, alarms and reports go to nobody, and silence looks like peace.
   * @default false
   */
  readonly ownSubscribers?: boolean;
  /**
   * Name of a secret in Secrets Manager that holds the address of a Slack webhook.
   * @default no Slack
   */
  readonly slackSecretName?: string;
  /**
   * A role that may read the organization's policies.
   * @default service and resource control policies are read with the own account's rights, which suffice only in the management or a delegated account
   */
  readonly organizationRoleArn?: string;
  /**
   * Reader roles of other accounts: account id → role ARN.
   * @default evidence of other accounts is unknown
   */
  readonly accountRoles?: Readonly<Record<string, string>>;
  /**
   * Name (or path/name) of a reader role that every other account has: as a StackSet deploys it, `culprit/culprit-reader`.
   * @default only the accounts of `accountRoles` are read
   */
  readonly accountRoleName?: string;
  /**
   * The accounts in which the role of `accountRoleName` is assumed. Never in one that only an event names.
   * @default those of the organization that the stack's account is in
   */
  readonly accounts?: readonly string[];
  /**
   * Grant `s3:GetObject` to the steps that ask `HeadObject` for an object's key and state.
   * @default false
   */
  readonly headObject?: boolean;
  /**
   * What all investigations of a month may cost, in dollars. What is over it waits for the next month, counted and said.
   * @default 20
   */
  readonly monthlyDollars?: number;
  /**
   * Denials are taken from server access logs too: failed authentication, which CloudTrail never records, and all others
   * without data events; hours late and as best S3 can.
   * @default access logs are not read
   */
  readonly accessLogs?: AccessLogsProps;
}
