import { parseArgs } from 'node:util';
import { trailHealth } from '../../src/evidence/logs/trail-health';
import { openSession } from '../../src/evidence/session/session';
import { chosenRegion } from '../../src/evidence/aws/calls/sts';
import { partitionOf } from '../../src/names/partition';
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
        region: { type: 'string' },
        profile: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    }),
  );
  const { format, bucket: buckets, profile } = values;
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`\`--format ${format}\` is not known here: use text or json`);
  const wrong = buckets.find((name) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name));
  if (wrong !== undefined) throw new UsageError(`\`--bucket ${wrong}\` is no bucket name`);
  // The SDK reads profiles by this name, wherever a client is made.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const region = values.region ?? (await chosenRegion());
  if (region === undefined) throw new UsageError('which Region? give `--region`, or set AWS_REGION');
  const where = { at: 'own', account: undefined, region, partition: partitionOf(region) } as const;
  const trails = await openSession({ region }).ask(where, 'trails', (place) => trailHealth(place, buckets));
  if (trails.status !== 'found') {
    const why = trails.status === 'unreadable' ? (trails.error ?? trails.why) : trails.status;
    throw new UsageError(`the trails of ${region} could not be read: ${why}`, exitCode.inconclusive);
  }
  const findings = findingsOf(trails.value, { region, buckets });
  const print = format === 'json' ? asJson : asText;
  process.stdout.write(
    `${print(
      findings,
      trails.value.map(({ name }) => name),
      region,
    )}\n`,
  );
  return findings.length === 0 ? exitCode.found : exitCode.unexpected;
}

type Print = (findings: readonly Finding[], trails: readonly string[], region: string) => string;

const asJson: Print = (findings, trails, region) => JSON.stringify({ region, trails, findings }, null, 2);

const asText: Print = (findings, trails, region) =>
  findings.length === 0
    ? `All well in ${region}: what is asked about is logged (${trails.join(', ')}).`
    : findings.map(({ text, command }) => `✗ ${text}\n  ${command}`).join('\n');
