import { parseArgs } from 'node:util';
import { layers } from '../../src/layers';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';
import { priceOf, pricesAsOf, priceSources } from '../prices';

/** What a deployment costs a month, from public prices and the shape of the state machine. */
export function runCost(commandArguments: readonly string[]): number {
  const { values } = usable('cost', () =>
    parseArgs({
      args: [...commandArguments],
      options: {
        requests: { type: 'string' },
        denied: { type: 'string' },
        incidents: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    }),
  );
  const requests = count('--requests', values.requests);
  const denied = count('--denied', values.denied);
  if (denied > requests) throw new UsageError(`\`--denied ${denied}\` is more than \`--requests ${requests}\``);
  const incidents =
    values.incidents === undefined ? estimatedIncidents(denied) : count('--incidents', values.incidents);
  const lines = costLines({ requests, denied, incidents });
  if (values.format === 'json')
    process.stdout.write(`${JSON.stringify(asJson(lines, { requests, denied, incidents }), null, 2)}\n`);
  else if (values.format === 'text') process.stdout.write(asText(lines, { requests, denied, incidents }));
  else throw new UsageError(`\`--format ${values.format}\` is not known here: use text or json`);
  return exitCode.found;
}

export interface Load {
  readonly requests: number;
  readonly denied: number;
  readonly incidents: number;
}
export interface CostLine {
  readonly what: string;
  readonly how: string;
  readonly dollars: number;
}

// Besides the layers: resolve, recent-changes, conclude, report; and the state that holds the parallel ones, and the start.
const otherTasks = 4;
const otherTransitions = 3;
const perTask = { seconds: 0.8, gigabytes: 0.5, logKilobytes: 1.5 };
const perIntake = { seconds: 0.1, gigabytes: 0.5 };
const alarms = 2;
const mailboxes = 3;
const gigabyte = 1024 ** 3;

/** Each item of the bill, the trail's own cost first. */
export function costLines({ requests, denied, incidents }: Load): readonly CostLine[] {
  const tasks = layers.length + otherTasks;
  const taskPrice = priceOf('lambdaRequest') + perTask.seconds * perTask.gigabytes * priceOf('lambdaGigabyteSecond');
  const intakePrice =
    priceOf('lambdaRequest') + perIntake.seconds * perIntake.gigabytes * priceOf('lambdaGigabyteSecond');
  const logPrice = ((perTask.logKilobytes * 1024) / gigabyte) * priceOf('logGigabyte');
  return [
    {
      what: 'CloudTrail data events',
      how: `${whole(requests)} requests; nothing if a trail records them already`,
      dollars: requests * priceOf('dataEvent'),
    },
    {
      what: 'Trail log storage',
      how: '1.5 KB an event, gzipped 10:1, for one month',
      dollars: ((requests * 150) / gigabyte) * priceOf('storageGigabyte'),
    },
    {
      what: 'Intake (SQS, Lambda)',
      how: `${whole(denied)} denials, each alone in its batch`,
      dollars: denied * (3 * priceOf('queueRequest') + intakePrice),
    },
    {
      what: 'State machine',
      how: `${whole(incidents)} investigations of ${tasks + otherTransitions} transitions`,
      dollars: incidents * (tasks + otherTransitions) * priceOf('transition'),
    },
    {
      what: 'Lambda functions',
      how: `${tasks} tasks of ${perTask.seconds} s at ${perTask.gigabytes * 1024} MB, arm64`,
      dollars: incidents * tasks * taskPrice,
    },
    {
      what: 'Evidence (S3)',
      how: 'each task writes once, conclude reads all',
      dollars: incidents * tasks * (priceOf('put') + priceOf('get')),
    },
    { what: 'Logs', how: `${perTask.logKilobytes} KB a task`, dollars: incidents * tasks * logPrice },
    {
      what: 'Notifications',
      how: `one message to ${mailboxes} mailboxes`,
      dollars: incidents * (priceOf('publish') + mailboxes * priceOf('email')),
    },
    {
      what: 'Key and secret',
      how: 'one KMS key, one secret for Slack',
      dollars: priceOf('keyMonth') + priceOf('secretMonth'),
    },
    { what: 'Alarms', how: `${alarms} of CloudWatch`, dollars: alarms * priceOf('alarmMonth') },
  ];
}

/** Denials repeat: folded by symptom and hour, a hundred times as many are far from a hundred times as many incidents. */
const observedFolding: readonly (readonly [denied: number, incidents: number])[] = [
  [1, 1],
  [100, 20],
  [10_000, 300],
  [1_000_000, 3_000],
  [100_000_000, 20_000],
];

export function estimatedIncidents(denied: number): number {
  if (denied <= 1) return denied;
  const above = Math.max(
    1,
    observedFolding.findIndex(([many]) => many >= denied),
  );
  const [low, high] = [observedFolding[above - 1] ?? [1, 1], observedFolding[above] ?? [1, 1]];
  const share = Math.log(denied / low[0]) / Math.log(high[0] / low[0]);
  return Math.round(low[1] * (high[1] / low[1]) ** share);
}

function asJson(lines: readonly CostLine[], load: Load): unknown {
  const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);
  return { ...load, currency: 'USD', pricesAsOf, sources: priceSources(), items: lines, total };
}

function asText(lines: readonly CostLine[], load: Load): string {
  const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);
  const trail = lines.slice(0, 2).reduce((sum, { dollars }) => sum + dollars, 0);
  const rows = lines.map(({ what, how, dollars }) => `  ${money(dollars).padStart(12)}  ${what.padEnd(24)}${how}`);
  return [
    `A month with ${whole(load.requests)} requests, ${whole(load.denied)} denied, ${whole(load.incidents)} investigated:`,
    '',
    ...rows,
    `  ${money(total).padStart(12)}  in all; ${money(total - trail)} where a trail records the data events already`,
    '',
    `Prices of us-east-1 as of ${pricesAsOf}, without free tiers, from`,
    ...priceSources().map((source) => `  ${source}`),
    '',
  ].join('\n');
}

const money = (dollars: number): string => `$${dollars.toFixed(dollars > 0 && dollars < 0.01 ? 4 : 2)}`;
const whole = (many: number): string => many.toLocaleString('en-US');

function count(option: string, value: string | undefined): number {
  if (value === undefined) throw new UsageError(`\`${option} N\` is missing (see culprit cost --help)`);
  const plain = value.replaceAll(/[,_]/g, '');
  if (!/^\d{1,15}$/.test(plain)) throw new UsageError(`\`${option} ${value}\` is no whole number`);
  return Number(plain);
}
