/** A check: one thing without which a denial is not seen, not explained or not heard of. */
import type { Channel } from '../delivery/channels/channel';
import type { Permission } from '../evidence/define';
import type { Place } from '../evidence/place';
import type { ReadingSession } from '../evidence/session/session';
import type { Deployment } from './deployment';

export interface Check {
  /** kebab-case: the name in findings, metrics and alarms. */
  readonly id: string;
  /** What is wrong where something is found: a clause for an alarm. */
  readonly trouble: string;
  /** In the own account; things of the stack as `${Rules}`, `${Queues}`, `${DeadLetters}`, `${Mappings}`, `${Topic}`. */
  readonly permissions: readonly Permission[];
  /** Only the deployed functions can look: roles of other accounts trust nobody else, and channels' secrets are for them. */
  readonly asDeployed?: true;
  /** It looks into other accounts: where nobody configured that, there is nothing to look at. */
  readonly elsewhere?: true;
  /** AWS has a metric of it, which an alarm looks at: it needs none of ours. */
  readonly alarmedByAws?: true;
  /** `false`: this deployment has nothing of the kind. */
  readonly applies: (deployment: Deployment) => boolean;
  /** Throws what the SDK throws; `examine` turns that into `unread`. */
  readonly look: (asked: CheckedDeployment) => Promise<readonly Fault[]>;
}

export interface CheckedDeployment {
  readonly deployment: Deployment;
  /** The own account, in the Region of the deployment. */
  readonly place: Place;
  readonly session: ReadingSession;
  readonly channels: readonly Channel[];
}

export interface Fault {
  /** One sentence. */
  readonly text: string;
  /** What mends it, for a POSIX shell. */
  readonly command: string;
}

export const defineCheck = (check: Check): Check => check;
