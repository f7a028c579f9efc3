import type { Silence } from '../src/incident/silences/schema';

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

/** Whose message it is: by a tag of the bucket, or else of the role. */
export interface RoutingProps {
  /** The tag's name: `owner`, `team`. */
  readonly tag: string;
  /** Its value → name of a secret as `slackSecretName` is one. */
  readonly slackSecretNames: Readonly<Record<string, string>>;
}

/** Whose spokes may send their events here. */
export type SpokesProps =
  /** Every account of the organization: `o-exampleorgid`. */
  | { readonly organizationId: string }
  /** These accounts; other Regions of the own account need not be listed. */
  | { readonly accounts: readonly string[] };

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
   * Publish to the topic, in words for a mailbox. Alarms are published there in any case.
   * @default true
   */
  readonly sns?: boolean;
  /**
   * Publish to a second topic, in the form of custom notifications of Amazon Q Developer in chat applications.
   * @default false
   */
  readonly chatNotifications?: boolean;
  /**
   * Name of a secret in Secrets Manager that holds the address of a Slack webhook, or JSON with a bot's `token` and a `channel`.
   * @default no Slack
   */
  readonly slackSecretName?: string;
  /**
   * Name of a secret that holds the `url` and the `key` of a webhook, as JSON: messages are signed with the key.
   * @default no webhook
   */
  readonly webhookSecretName?: string;
  /**
   * Name of an event bus of this account and Region: notices are put on it as events of source `culprit`.
   * @default none
   */
  readonly eventBus?: string;
  /**
   * Messages an hour, for each channel. What is over it is said in one message.
   * @default 20
   */
  readonly messagesPerHour?: number;
  /**
   * Hour of UTC in which the daily digest goes out.
   * @default 8
   */
  readonly digestHour?: number;
  /**
   * Messages about what bears a tag go to the channel of its owner, and to no other.
   * @default all channels get all messages
   */
  readonly routing?: RoutingProps;
  /**
   * Whose denials are counted and not posted.
   * @default only denials that AWS's own services and scanners are known to cause
   */
  readonly silences?: readonly Silence[];
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
   * This deployment is a hub: denials of other accounts and Regions are forwarded to it by spokes (`CulpritSpoke`), and read
   * with the reader roles that spokes bring.
   * @default only denials of the own account and Region are investigated
   */
  readonly spokes?: SpokesProps;
  /**
   * Evidence and incidents go when the stack goes.
   * @default both stay; outputs of the stack name the commands that remove them
   */
  readonly removeData?: boolean;
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
