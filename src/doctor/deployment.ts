/** What a deployment says of itself, as the stack writes it into the environment of the function `doctor`. Plain JSON. */
import type { ChannelSetting } from '../delivery/channels/configured';

export interface Deployment {
  /** The buckets whose denials shall be seen; none: all are watched, and none is asked about. */
  readonly buckets: readonly string[];
  /** Where reports and alarms are published. */
  readonly topicArn?: string;
  /** Absent: nothing is deployed, or nobody said what. */
  readonly stack?: DeployedStack;
}

export interface DeployedStack {
  readonly name: string;
  readonly rules: readonly DeployedRule[];
  /** How functions read their queues. */
  readonly mappings: readonly DeployedMapping[];
  /** URLs of the queues that functions empty. */
  readonly queues: readonly string[];
  /** URLs of the queues that hold what could not be delivered or taken in. */
  readonly deadLetters: readonly string[];
  readonly channels: readonly ChannelSetting[];
  readonly evidenceBucket: string;
  readonly readers: ReaderSettings;
}

export interface DeployedRule {
  /** As CloudFormation refers to it: `BUS|NAME` on a bus of its own. */
  readonly name: string;
  /** As EventBridge spells it. */
  readonly state: string;
}

export interface DeployedMapping {
  /** Name or ARN. */
  readonly function: string;
  readonly id: string;
  /** ARN of the queue that it empties. Absent: an earlier version did not say. */
  readonly queue?: string;
}

/** Which roles of other accounts are read with. */
export interface ReaderSettings {
  readonly organizationRoleArn?: string;
  /** Account → role ARN. */
  readonly accountRoles?: Readonly<Record<string, string>>;
  readonly accountRoleName?: string;
  /** @default those of the organization */
  readonly accounts?: readonly string[];
  /** Accounts whose role came with a spoke; `organization`: all of them. */
  readonly spokes?: 'organization' | readonly string[];
  /** What this version reads with: roles that were deployed with it bear the same. */
  readonly rights: string;
}
