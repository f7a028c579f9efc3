/** How the denials of S3 objects reach EventBridge: a trail must log data events. */
export type TrailProps =
  /** A trail that logs S3 data events already; nothing is created. */
  | { readonly existing: true }
  /** A new trail for the data events of these buckets and VPC endpoint denials, without management events. */
  | { readonly buckets: readonly string[] };

export interface CulpritProps {
  readonly trail: TrailProps;
  /**
   * Only denials on these buckets are investigated.
   * @default all buckets
   */
  readonly buckets?: readonly string[];
  /**
   * Subscribed to the topic of reports.
   * @default nobody; subscribe to the topic yourself
   */
  readonly snsEmail?: string;
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
   * External id that those roles ask for.
   * @default none
   */
  readonly externalId?: string;
  /**
   * Grant `s3:GetObject` to the steps that ask `HeadObject` for an object's key and state.
   * @default false
   */
  readonly headObject?: boolean;
}

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const secretName = /^[\w/+=.@-]{1,512}$/;

/** Every sentence says what is wrong and what to write instead; none is left out. */
export function problemsOf(props: CulpritProps): readonly string[] {
  const trailBuckets = 'buckets' in props.trail ? props.trail.buckets : [];
  const problems = [...trailBuckets, ...(props.buckets ?? [])]
    .filter((bucket) => !bucketName.test(bucket))
    .map((bucket) => `\`${bucket}\` is no bucket name: list names, not ARNs`);
  if ('buckets' in props.trail && trailBuckets.length === 0) {
    problems.push('a new trail needs the names of the buckets whose data events it logs: set `trail.buckets`');
  }
  if (trailBuckets.length > 200) problems.push('a trail can select at most 200 buckets: use an existing trail');
  if (props.snsEmail !== undefined && !email.test(props.snsEmail)) {
    problems.push(`\`${props.snsEmail}\` is no e-mail address: set \`snsEmail\` to one`);
  }
  if (props.slackSecretName?.includes('hooks.slack.com') === true) {
    problems.push('`slackSecretName` is the name of a secret: store the webhook in Secrets Manager, never in code');
  } else if (props.slackSecretName !== undefined && !secretName.test(props.slackSecretName)) {
    problems.push(`\`${props.slackSecretName}\` is no name of a secret: set \`slackSecretName\` to its name`);
  }
  if (props.organizationRoleArn !== undefined && !roleArn.test(props.organizationRoleArn)) {
    problems.push(`\`${props.organizationRoleArn}\` is no role ARN: set \`organizationRoleArn\` to one`);
  }
  for (const [account, arn] of Object.entries(props.accountRoles ?? {})) {
    if (!roleArn.test(arn) || arn.split(':')[4] !== account) {
      problems.push(`\`${arn}\` is no role of account \`${account}\`: \`accountRoles\` maps account ids to role ARNs`);
    }
  }
  return problems;
}

export function checkProps(props: CulpritProps): void {
  const problems = problemsOf(props);
  if (problems.length > 0) throw new Error(`Culprit cannot be synthesized:\n- ${problems.join('\n- ')}`);
}
