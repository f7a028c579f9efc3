import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defined } from '../../src/defined';
import { knownNoise } from '../../src/incident/silences/defaults';
import { silencesSchema, type Silence } from '../../src/incident/silences/schema';
import { endOf, problemsIn } from '../../src/incident/silences/silence';
import { exitCode, UsageError, type ExitCode } from '../exit-codes';
import { usable } from '../options';

/** Keeps the file of silences that a deployment takes: `culprit:silences`. */
export function runSilence(commandArguments: readonly string[]): ExitCode {
  const { values, positionals } = usable('silence', () =>
    parseArgs({
      args: [...commandArguments],
      allowPositionals: true,
      options: {
        file: { type: 'string', default: 'silences.json' },
        owner: { type: 'string' },
        reason: { type: 'string' },
        until: { type: 'string' },
        caller: { type: 'string' },
        bucket: { type: 'string' },
        action: { type: 'string' },
        policy: { type: 'string' },
        layer: { type: 'string' },
      },
    }),
  );
  const [verb = 'list', id] = positionals;
  const { file, owner = '', reason = '', until = '', caller, bucket, action, policy, layer } = values;
  const kept = silencesIn(file);
  switch (verb) {
    case 'list':
      process.stdout.write(listed(kept));
      return exitCode.found;
    case 'add':
      write(file, [
        ...kept,
        { id: named(id), owner, reason, until, match: defined({ caller, bucket, action, policy, layer }) },
      ]);
      return exitCode.found;
    case 'remove':
      if (!kept.some((one) => one.id === id)) throw new UsageError(`\`${file}\` has no silence \`${named(id)}\``);
      write(
        file,
        kept.filter((one) => one.id !== id),
      );
      return exitCode.found;
    default:
      throw new UsageError(`there is no \`culprit silence ${verb}\`: use list, add or remove`);
  }
}

function named(id: string | undefined): string {
  if (id === undefined) throw new UsageError('name the silence: culprit silence add ID …');
  return id;
}

function silencesIn(file: string): readonly Silence[] {
  return existsSync(file) ? checked(file, parsed(file)) : [];
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    throw new UsageError(`\`${file}\` is no JSON: it is a list of silences`);
  }
}

function checked(file: string, value: unknown): readonly Silence[] {
  const { success, data, error } = silencesSchema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw new UsageError(`\`${file}\`: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of silences'}`);
}

/** Nothing is written that a deployment would refuse. */
function write(file: string, silences: readonly Silence[]): void {
  const checkedOnes = checked(file, silences);
  const problems = problemsIn(checkedOnes, Date.now());
  if (problems.length > 0) throw new UsageError(problems.join('; '));
  writeFileSync(file, `${JSON.stringify(checkedOnes, null, 2)}\n`);
  process.stdout.write(`${file}: ${checkedOnes.length} silences; deploy with --context culprit:silences=${file}\n`);
}

function listed(silences: readonly Silence[]): string {
  const own = silences.map((one) => {
    const ended = endOf(one) <= Date.now() ? ' (ended)' : '';
    return `${one.id}  until ${one.until}${ended}  ${one.owner}: ${one.reason}  ${JSON.stringify(one.match)}`;
  });
  const always = knownNoise.map(({ id, reason }) => `${id}  always  Culprit: ${reason}`);
  return `${[...own, ...always].join('\n')}\n`;
}
