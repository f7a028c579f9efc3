import { channelOf } from '../src/delivery/channels/configured';
import { checks } from '../src/doctor/checks';
import { storeIn } from '../src/delivery/table/store';
import { listedAccounts, readsElsewhere } from '../src/doctor/checks/accounts/readers';
import type { Deployment } from '../src/doctor/deployment';
import { examine, type CheckOutcome } from '../src/doctor/examine';
import type { ReadingSession } from '../src/evidence/session/session';
import { learnMembers } from '../src/incident/members';
import { partitionOf } from '../src/names/partition';
import { environment } from './runtime/environment';
import { log, metric } from './runtime/log';
import { openRecorded } from './reading/session';

/** By schedule: all checks. For `culprit doctor`: those that it cannot look at itself. */
export interface DoctorInput {
  readonly checks?: readonly string[];
}

/** Looks at what is deployed, and counts what it finds: an alarm looks at each count. */
export async function handler({ checks: asked }: DoctorInput = {}): Promise<{
  readonly looked: readonly CheckOutcome[];
}> {
  const region = environment('AWS_REGION');
  const deployment = JSON.parse(environment('CULPRIT_DEPLOYMENT')) as Deployment;
  const { session } = openRecorded(region, [{ permissions: readsElsewhere }]);
  const channels = deployment.stack?.channels.map((setting) => channelOf(setting)) ?? [];
  const chosen = asked === undefined ? checks : checks.filter(({ id }) => asked.includes(id));
  const looked = await examine(chosen, { region, deployment, session, channels });
  if (asked === undefined) for (const one of looked) count(one);
  if (isForMembers(deployment)) await learnListed(session, partitionOf(region));
  return { looked };
}

/** For a hub's intake, whose callers are no strangers; and where the reader role of one name may be assumed. */
function isForMembers({ stack }: Deployment): boolean {
  const { spokes, accountRoleName, accounts } = stack?.readers ?? {};
  return spokes === 'organization' || (accountRoleName !== undefined && accounts === undefined);
}

/** That nobody may list them is said by the checks of their roles. */
async function learnListed(session: ReadingSession, partition: string): Promise<void> {
  const listed = await listedAccounts(session, partition);
  if (listed.status === 'found') await learnMembers(storeIn(environment('CULPRIT_TABLE')), listed.value);
}

/** Names of buckets and roles belong into no metric: each would be one of its own, and be billed. */
function count(one: CheckOutcome): void {
  switch (one.is) {
    case 'well':
      return;
    case 'found':
      log({ event: 'found', check: one.check, findings: one.findings.length });
      return metric('Findings', one.findings.length, { Check: one.check });
    case 'unread':
      log({ event: 'not-looked-at', check: one.check, why: one.why });
      return metric('ChecksFailed', 1);
  }
}
