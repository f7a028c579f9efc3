import type { Recorder, Recording } from '../recording/recording';

/** Where a session reads, and as whom. */
export interface SessionConfig {
  /** The account of the session's own credentials; asked of STS when it is not given. */
  readonly ownAccount?: string;
  readonly region: string;
  /** Whose STS gives out sessions of roles: these are good in every Region, but an opt-in Region's own STS may not know the caller. @default `region` */
  readonly signingRegion?: string;
  /** The name (or path/name) of the role to assume in accounts that are not listed. */
  readonly accountRoleName?: string;
  /** Where the role of that name is assumed. @default in every account that a request leads to: the role's own account must allow it */
  readonly accounts?: readonly string[];
  readonly organizationRoleArn?: string;
  /** Account → ARN of the role to assume there. */
  readonly accountRoles?: Readonly<Record<string, string>>;
  readonly externalId?: string;
  /** IAM actions that assumed sessions are narrowed to; see `sessionActionsOf`. @default whatever the role allows */
  readonly sessionActions?: readonly string[];
  readonly headObject?: boolean;
  readonly recorder?: Recorder;
  readonly replay?: Recording;
  /** For one attempt. @default 5 seconds */
  readonly timeoutMs?: number;
  /** @default 4 */
  readonly maxAttempts?: number;
  /** `false`: whoever answers has none of AWS's throttles. @default AWS's documented rates are kept to */
  readonly paced?: boolean;
  /** How old a shared reading may be. @default one minute */
  readonly maxAgeMs?: number;
}
