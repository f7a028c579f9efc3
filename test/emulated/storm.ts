/**
 * A storm of one denial on the bus of what is deployed, each record twice, must give one message at its topic and, once Slack
 * works again, one there; and the change that ends it one more, which says who did it.
 */
import { deniedEvents, said } from '../../demo/story/events';
import { tryClosing } from './closing';
import { differences, messagesAt, putEvents } from './deployment';
import { happened, stormOf } from './happened';
import { until } from './until';
import type { Clock } from './clock';
import type { Slack } from './slack';
import type { Solo } from './solo';

const denials = 40;

/** What differs from the expectation, as sentences. */
export async function tryStorm(solo: Solo): Promise<readonly string[]> {
  const { own, seeded, slack, clock, queue } = solo;
  const { s3, kms } = deniedEvents(seeded, said.nothing());
  const now = clock.now();
  await putEvents(own, [happened(kms, now), ...stormOf(happened(s3, now), denials)]);
  const problems = [...differences(await messagesAt(own, queue))];
  if (problems.length === 0) problems.push(...(await trySlack(slack, clock)));
  if (problems.length === 0) problems.push(...(await tryClosing(solo, denials)));
  return problems.length === 0 ? [] : [...problems, own.aws.log().slice(-6000)];
}

/** It was out of order while the topic had its message: nothing of it is lost, and nothing comes twice. */
async function trySlack(slack: Slack, clock: Clock): Promise<readonly string[]> {
  if (!(await until(() => slack.refused() > 0, 60))) return ['nothing was sent to Slack while it was out of order'];
  slack.mend();
  await until(() => slack.taken().length > 0, 120);
  await clock.minute();
  return slack.taken().length === 1 ? differences(slack.taken()) : [`${slack.taken().length} messages came to Slack`];
}
