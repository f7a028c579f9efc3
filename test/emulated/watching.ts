/**
 * Deploys the synthesized template to ministack, whose schedules are short: the doctor runs and calls the rules well, and a
 * self-test arrives. A rule is stopped: its alarm goes to the topic, `culprit doctor` names it with the command that mends it,
 * and after that command all is well again. Not shown: alarms over several metrics (`NoCheckup`, `QueueAge`) and alarms on what
 * did not come (`SelfTest`), which ministack does not look at; and that the doctor's rights are enough, for it knows no IAM.
 */
import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { seedStory } from '../../demo/story/seed';
import { environmentFor, runCulprit } from './culprit';
import { alarmsAt, clientOf, readsFrom, subscribedQueue, type Tenant } from './deployment';
import { startMinistack, type Moto } from './servers';
import { deployCulprit } from './workflow';

/** What differs from the expectation, as sentences. */
export async function tryWatching(python: string, moto: Moto): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-watching-'));
  await moto.reset(1);
  await seedStory(moto.endpoint);
  const ministack = await startMinistack(python, cast.account, readsFrom(moto.endpoint));
  const own: Tenant = { aws: ministack, account: cast.account };
  try {
    await deployCulprit(own, { aws: moto, account: cast.account }, deploymentContext, folder);
    const problems = await differing(own, await subscribedQueue(own), environmentOf(own, moto));
    return problems.length === 0 ? [] : [...problems, ministack.log().slice(-6000)];
  } finally {
    await ministack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Environment = Readonly<Record<string, string>>;

const environmentOf = (own: Tenant, moto: Moto): Environment => ({
  ...environmentFor(own.aws.endpoint),
  ...readsFrom(moto.endpoint),
  AWS_ACCESS_KEY_ID: own.account,
  AWS_REGION: cast.region,
});

async function differing(own: Tenant, queue: string, environment: Environment): Promise<readonly string[]> {
  // No trail covers the Region here, so that the doctor has something to say from the beginning.
  if (!(await until(() => isRaised(own, 'region')))) return ['the scheduled doctor raised no alarm'];
  if (!(await until(() => hasArrived(own)))) return ['no scheduled self-test arrived'];
  const before = await findingsIn(environment);
  if (before.rules.length > 0 || (await isRaised(own, 'rules')))
    return [`a rule is not well before it is stopped: ${JSON.stringify(before)}`];
  const events = new EventBridgeClient(clientOf(own));
  const { Rules: rules = [] } = await events.send(new ListRulesCommand({}));
  const Name = rules.find(({ EventPattern: pattern }) => pattern?.includes('"AccessDenied"') === true)?.Name ?? '';
  await events.send(new DisableRuleCommand({ Name }));
  if (!(await until(() => isRaised(own, 'rules')))) return ['the alarm Rules was not raised'];
  const told = (await alarmsAt(own, queue)).filter((message) => message.includes('a rule of EventBridge is gone'));
  const after = await findingsIn(environment);
  const command = `aws events enable-rule --region ${cast.region} --name ${Name}`;
  const problems = [
    ...(told.length === 1 ? [] : [`${told.length} messages came of the alarm`]),
    ...(JSON.stringify(after.rules) === JSON.stringify([{ text: `rule \`${Name}\` is switched off`, command }])
      ? []
      : [`the doctor says ${JSON.stringify(after)}`]),
  ];
  // As the command does it.
  await events.send(new EnableRuleCommand({ Name }));
  const mended = await findingsIn(environment);
  if (mended.rules.length > 0) problems.push(`the rule is not well after it was mended: ${JSON.stringify(mended)}`);
  const test = await runCulprit(['self-test', '--stack', 'Culprit', '--wait', '120'], environment, '');
  if (test.exitCode !== 0) problems.push(`self-test ended with ${test.exitCode}: ${test.stdout} ${test.stderr}`);
  return problems;
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let turn = 0; turn < 90; turn += 1) {
    if (await isSo()) return true;
    await wait(1_000);
  }
  return false;
}

const alarmsIn = async (own: Tenant): Promise<readonly MetricAlarm[]> =>
  (await new CloudWatchClient(clientOf(own)).send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];

/** Nothing but a report that arrived is counted, and nothing else makes the state of its alarm OK. */
const hasArrived = async (own: Tenant): Promise<boolean> =>
  (await alarmsIn(own)).some(({ MetricName: name, StateValue: state }) => name === 'SelfTests' && state === 'OK');

const isRaised = async (own: Tenant, check: string): Promise<boolean> =>
  (await alarmsIn(own)).some(
    ({ StateValue: state, Dimensions: dimensions = [] }) =>
      state === 'ALARM' && dimensions.some(({ Value }) => Value === check),
  );

interface Finding {
  readonly text: string;
  readonly command: string;
}

/** What `culprit doctor` says of the rules, and all that it says. */
async function findingsIn(
  environment: Environment,
): Promise<{ readonly rules: readonly Finding[]; readonly said: string }> {
  const { stdout, stderr } = await runCulprit(['doctor', '--stack', 'Culprit', '--format', 'json'], environment, '');
  const { findings, unread } = JSON.parse(stdout) as Answer;
  const rules = findings.filter(({ check }) => check === 'rules').map(({ text, command }) => ({ text, command }));
  return unread.some(({ check }) => check === 'rules')
    ? { rules: [{ text: 'unread', command: stdout }], said: stderr }
    : { rules, said: stdout };
}
interface Answer {
  readonly findings: readonly (Finding & { readonly check: string })[];
  readonly unread: readonly { readonly check: string }[];
}
