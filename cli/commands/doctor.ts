import { parseArgs } from 'node:util';
import { checks } from '../../src/doctor/checks';
import type { Deployment } from '../../src/doctor/deployment';
import { examine, type CheckOutcome } from '../../src/doctor/examine';
import { openSession } from '../../src/evidence/session/session';
import { chosenRegion } from '../../src/evidence/aws/calls/sts';
import { askDeployed, readDeployment } from '../doctor/deployed';
import { printed } from '../doctor/print';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';

/** Finds what keeps denials from being seen, taken in, explained and heard of. Reads only. */
export async function runDoctor(commandArguments: readonly string[]): Promise<number> {
  const { format, profile, region: given, stack, bucket: buckets, topic } = optionsIn(commandArguments);
  // The SDK reads profiles by this name, wherever a client is made.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const region = given ?? (await chosenRegion());
  if (region === undefined) throw new UsageError('which Region? give `--region`, or set AWS_REGION');
  const session = openSession({ region });
  const described = stack === undefined ? { buckets: [] } : await readDeployment(stack, region, session);
  const deployment: Deployment = {
    ...described,
    buckets: [...new Set([...described.buckets, ...buckets])],
    ...(topic === undefined ? {} : { topicArn: topic }),
  };
  const own = checks.filter(({ asDeployed }) => asDeployed !== true);
  const [looked, asDeployed] = await Promise.all([
    examine(own, { region, deployment, session, channels: [] }),
    askDeployed(
      checks.filter((check) => check.asDeployed === true && check.applies(deployment)),
      deployment,
      region,
      session,
    ),
  ]);
  const all = inOrder([...looked, ...asDeployed]);
  process.stdout.write(`${printed(format, region, all)}\n`);
  if (all.some(({ is }) => is === 'found')) return exitCode.unexpected;
  return all.some(({ is }) => is === 'unread') ? exitCode.inconclusive : exitCode.found;
}

const inOrder = (looked: readonly CheckOutcome[]): readonly CheckOutcome[] =>
  checks.flatMap(({ id }) => looked.filter(({ check }) => check === id));

function optionsIn(commandArguments: readonly string[]) {
  const { values } = usable('doctor', () =>
    parseArgs({
      args: [...commandArguments],
      options: {
        stack: { type: 'string' },
        bucket: { type: 'string', multiple: true, default: [] },
        topic: { type: 'string' },
        region: { type: 'string' },
        profile: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    }),
  );
  const { format } = values;
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`\`--format ${format}\` is not known here: use text or json`);
  const wrong = values.bucket.find((name) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name));
  if (wrong !== undefined) throw new UsageError(`\`--bucket ${wrong}\` is no bucket name`);
  return { ...values, format } as const;
}
