import { parseArgs } from 'node:util';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';
import { intakeCost } from '../../src/incident/cost/intake';
import { investigationItems, unpostedPrice } from '../../src/incident/cost/investigation';
import { priceOf, pricesAsOf, priceSources } from '../../src/incident/cost/prices';

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

/** One denial alone: SQS three times, a function for a moment, a page, its mark and a sweep. */
const perLoneDenial = { invocations: 2, seconds: 0.2, writeUnits: 6, readUnits: 8, puts: 0 };
/** Once a minute, with little to do. */
const sweeps = {
  denials: 0,
  invocations: 43_200,
  seconds: 43_200 * 0.05,
  writeUnits: 0,
  readUnits: 43_200 * 4,
  puts: 0,
};
const alarms = 19;
/** Once an hour. */
const selfTests = 730;
/** Every quarter of an hour. */
const checkups = { denials: 0, invocations: 2_920, seconds: 2_920 * 3, writeUnits: 0, readUnits: 0, puts: 0 };
const gigabyte = 1024 ** 3;

/** Each item of the bill, the trail's own cost first. */
export function costLines({ requests, denied, incidents }: Load): readonly CostLine[] {
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
      what: 'Intake',
      how: `${whole(denied)} denials, each alone in its batch: SQS, Lambda, DynamoDB`,
      dollars: denied * intakeCost({ denials: 1, ...perLoneDenial }),
    },
    { what: 'Sweep and deliver', how: 'two functions that run once a minute', dollars: 2 * intakeCost(sweeps) },
    ...investigationItems().map(({ what, how, dollars }) => ({
      what,
      how: `${whole(incidents)} investigations: ${how}`,
      dollars: incidents * dollars,
    })),
    {
      what: 'Key and secret',
      how: 'one KMS key, one secret for Slack',
      dollars: priceOf('keyMonth') + priceOf('secretMonth'),
    },
    { what: 'Doctor', how: 'a function that runs every quarter of an hour', dollars: intakeCost(checkups) },
    {
      what: 'Self-test',
      how: 'an investigation every hour, posted to nobody',
      dollars: selfTests * unpostedPrice(),
    },
    { what: 'Dashboard', how: 'one of CloudWatch', dollars: priceOf('dashboardMonth') },
    { what: 'Alarms', how: `${alarms} of CloudWatch`, dollars: alarms * priceOf('alarmMonth') },
  ];
}

/** Assumed, not measured. Denials repeat: folded by symptom, a hundred times as many are far from a hundred times as many incidents. */
const assumedFolding: readonly (readonly [denied: number, incidents: number])[] = [
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
    assumedFolding.findIndex(([many]) => many >= denied),
  );
  const [low, high] = [assumedFolding[above - 1] ?? [1, 1], assumedFolding[above] ?? [1, 1]];
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
