/**
 * What is deployed looks at itself: the doctor runs and calls the rules well, and a self-test arrives. A rule is stopped: its
 * alarm goes to the topic, `culprit doctor` names it with the command that mends it, and after that command all is well again.
 * Not shown: alarms over several metrics (`NoCheckup`, `QueueAge`) and alarms on what did not come (`SelfTest`), which ministack
 * does not look at; and that the doctor's rights are enough, for it knows no IAM.
 */
import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import * as cast from '../../demo/story/cast';
import { environmentFor, runCulprit } from './culprit';
import { alarmsAt, clientOf, readsFrom, type Tenant } from './deployment';
import { until } from './until';
import type { Moto } from './servers';
import type { Solo } from './solo';

/** What differs from the expectation, as sentences. */
export async function tryWatching({ own, moto, queue }: Solo): Promise<readonly string[]> {
  const problems = await differing(own, queue, environmentOf(own, moto));
  return problems.length === 0 ? [] : [...problems, own.aws.log().slice(-6000)];
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
  if (!(await until(() => isRaised(own, 'region'), 90))) return ['the scheduled doctor raised no alarm'];
  if (!(await until(() => hasArrived(own), 90))) return ['no scheduled self-test arrived'];
  const before = await findingsIn(environment);
  if (before.rules.length > 0 || (await isRaised(own, 'rules')))
    return [`a rule is not well before it is stopped: ${JSON.stringify(before)}`];
  const events = new EventBridgeClient(clientOf(own));
  const { Rules: rules = [] } = await events.send(new ListRulesCommand({}));
  const Name = rules.find(({ EventPattern: pattern }) => pattern?.includes('"AccessDenied"') === true)?.Name ?? '';
  await events.send(new DisableRuleCommand({ Name }));
  if (!(await until(() => isRaised(own, 'rules'), 90))) return ['the alarm Rules was not raised'];
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
