/** Keeps to the rates that AWS documents, so that reads do not run into throttles that the account's own tools share. */
import type { Place } from '../place';

/** Milliseconds between two calls of one account. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const intervals = {
  /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
  LookupEvents: 510,
  DescribePolicy: 510,
  DescribeOrganizationalUnit: 510,
  ListPoliciesForTarget: 210,
  ListParents: 210,
} as const;

const turns = new Map<string, number>();

/** Waits for its turn; turns are per operation, account and Region. */
export async function pace(operation: keyof typeof intervals, { account, region, client }: Place): Promise<void> {
  if (!client.paced) return;
  const line = `${operation} ${account} ${region}`;
  const now = Date.now();
  const turn = Math.max(now, turns.get(line) ?? 0);
  turns.set(line, turn + intervals[operation]);
  if (turn > now) await new Promise((resolve) => setTimeout(resolve, turn - now));
}
