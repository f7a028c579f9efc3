import { parseArgs } from 'node:util';
import { defined } from '../../src/defined';
import { investigate } from '../../src/investigate';
import { regionInArn } from '../../src/names/arn';
import { partitionIn, partitionOf } from '../../src/names/partition';
import { requestFromQuestion } from '../../src/request/question/question';
import type { Question } from '../../src/request/question/types';
import type { DeniedRequest } from '../../src/request/types';
import { UsageError, type ExitCode } from '../exit-codes';
import { formatOf, languageOf, readingOptions, usable } from '../options';
import { deliver } from '../output';
import { print } from '../print';
import { preflight } from '../preflight/preflight';
import { layerProgress } from '../batch/progress';
import { candidateIn } from '../question/candidate';
import { codeOfAnswer, expectedIn } from '../question/expected';
import { checkBucket, principalNamed } from '../question/existing';
import { whyText } from '../question/why';
import { actionNamed, checkKind, resourceNamed } from '../question/words';
import { asOf, openReading } from '../reading';

const options = {
  ...readingOptions,
  principal: { type: 'string' },
  action: { type: 'string' },
  resource: { type: 'string' },
  context: { type: 'string', multiple: true },
  expect: { type: 'string' },
  with: { type: 'string' },
  why: { type: 'boolean', default: false },
} as const;

/** Would this be allowed, and why (not)? The same investigation, of a request that nobody made. */
export async function runExplain(commandArguments: readonly string[]): Promise<ExitCode> {
  const { values } = usable('explain', () => parseArgs({ args: [...commandArguments], options }));
  const iac = languageOf(values);
  const format = formatOf(values, process.stdout.isTTY);
  const expected = expectedIn(values.expect);
  const candidate = values.with === undefined ? undefined : await candidateIn(values.with);
  const context = contextOf(values.context ?? []);
  const typed = {
    principal: needed('--principal', values.principal),
    action: actionNamed(needed('--action', values.action)),
    resource: needed('--resource', values.resource),
  };
  const partition = partitionIn(typed.principal) ?? partitionOf(values.region ?? '');
  const resource = resourceNamed(typed.resource, partition);
  checkKind(typed.action, resource);
  const reading = await openReading(values);
  const region = await reading.regionOf({ region: regionInArn(resource) ?? '' });
  if (region === undefined) throw new UsageError(noRegion);
  await preflight(values, region);
  const session = reading.sessionFor(region);
  const asking = { session, region, partition, live: values.recording === undefined };
  const principal = await principalNamed(typed.principal, asking);
  const question = { principal, action: typed.action, resource, context };
  requestOf(question);
  await checkBucket(resource, asking);
  const now = asOf(session);
  // It would be made now, and conditions on the time are known; but nobody made it, so that it has no time of its own.
  const request = { ...requestOf({ ...question, time: now }), time: '' };
  const report = await investigate(request, session, {
    now,
    observed: false,
    ...defined({ candidate, progress: layerProgress() }),
  });
  const why = values.why && format === 'text' ? `\n${whyText(report)}` : '';
  await deliver(print(report, { format, iac, full: values.full, several: false }) + why, values);
  await reading.finish();
  return codeOfAnswer(report, expected);
}

const noRegion =
  'nothing says in which Region to read: give `--region`, or set AWS_REGION or a region in your profile (see culprit explain --help)';

function requestOf(question: Question): DeniedRequest {
  const asked = requestFromQuestion(question);
  if (asked.is !== 'denied') throw new UsageError(asked.message);
  return asked.request;
}

function needed(option: string, value: string | undefined): string {
  if (value === undefined || value === '')
    throw new UsageError(`\`${option}\` is missing (see culprit explain --help)`);
  return value;
}

/** A key given twice has several values. */
function contextOf(pairs: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+:[^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) {
      throw new UsageError(`\`--context ${pair}\` is no KEY=VALUE: it looks like aws:SourceIp=203.0.113.10`);
    }
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]));
}
