import { parseArgs } from 'node:util';
import { trailHealth } from '../../src/evidence/logs/trail-health';
import { openSession } from '../../src/evidence/session/session';
import { chosenRegion } from '../../src/evidence/aws/calls/sts';
import { partitionOf } from '../../src/names/partition';
import type { Reading } from '../../src/evidence/define';
import { subscriptionFindings } from '../doctor/subscriptions';
import { findingsOf, type Finding } from '../doctor/findings';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';

/** Finds what keeps denials from being seen. Reads only. */
export async function runDoctor(commandArguments: readonly string[]): Promise<number> {
  const { values } = usable('doctor', () =>
    parseArgs({
      args: [...commandArguments],
      options: {
        bucket: { type: 'string', multiple: true, default: [] },
        topic: { type: 'string' },
        region: { type: 'string' },
        profile: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    }),
  );
  const { format, bucket: buckets, profile, topic } = values;
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`\`--format ${format}\` is not known here: use text or json`);
  const wrong = buckets.find((name) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name));
  if (wrong !== undefined) throw new UsageError(`\`--bucket ${wrong}\` is no bucket name`);
  // The SDK reads profiles by this name, wherever a client is made.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const region = values.region ?? (await chosenRegion());
  if (region === undefined) throw new UsageError('which Region? give `--region`, or set AWS_REGION');
  const where = { at: 'own', account: undefined, region, partition: partitionOf(region) } as const;
  const session = openSession({ region });
  const trails = found('the trails', await session.ask(where, 'trails', (place) => trailHealth(place, buckets)));
  const subscribed =
    topic === undefined
      ? []
      : found('the topic', await session.ask(where, 'topic', (place) => subscriptionFindings(place, topic)));
  const findings = [...findingsOf(trails, { region, buckets }), ...subscribed];
  const print = format === 'json' ? asJson : asText;
  process.stdout.write(
    `${print(
      findings,
      trails.map(({ name }) => name),
      region,
    )}\n`,
  );
  return findings.length === 0 ? exitCode.found : exitCode.unexpected;
}

/** What could not be read is no clean bill of health. */
function found<T>(what: string, reading: Reading<T>): T {
  if (reading.status === 'found') return reading.value;
  const why = reading.status === 'unreadable' ? (reading.error ?? reading.why) : 'there is none';
  throw new UsageError(`${what} could not be read: ${why}`, exitCode.inconclusive);
}

type Print = (findings: readonly Finding[], trails: readonly string[], region: string) => string;

const asJson: Print = (findings, trails, region) => JSON.stringify({ region, trails, findings }, null, 2);

const asText: Print = (findings, trails, region) =>
  findings.length === 0
    ? `All well in ${region}: what is asked about is logged (${trails.join(', ')}).`
    : findings.map(({ text, command }) => `✗ ${text}\n  ${command}`).join('\n');
