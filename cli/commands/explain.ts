import { parseArgs } from 'node:util';
import { UsageError, type ExitCode } from '../exit-codes';
import { formatOf, languageOf, readingOptions, usable } from '../options';
import { deliver } from '../output';
import { print } from '../print';
import { answerTo } from '../question/answer';
import { candidateIn } from '../question/candidate';
import { codeOfAnswer, expectedIn } from '../question/expected';
import { whyText } from '../question/why';

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
    action: needed('--action', values.action),
    resource: needed('--resource', values.resource),
    context,
  };
  const { report, sessions } = await answerTo(typed, values, candidate);
  const why = values.why && format === 'text' ? `\n${whyText(report)}` : '';
  await deliver(print(report, { format, iac, full: values.full, several: false }) + why, values);
  await sessions.finish();
  return codeOfAnswer(report, expected);
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
      throw new UsageError(`\`--context ${pair}\` is no KEY=VALUE, such as aws:SourceIp=203.0.113.10`);
    }
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? '') : all]));
}
