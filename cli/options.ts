/** The options that investigate and explain share. */
import { extname } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { languages, type Language } from '../src/report/infrastructure/infrastructure';
import { UsageError } from './exit-codes';
import { optionsOf } from './help';
import { didYouMean } from './nearest';

export const readingOptions = {
  recording: { type: 'string' },
  save: { type: 'string' },
  format: { type: 'string' },
  iac: { type: 'string' },
  full: { type: 'boolean', default: false },
  region: { type: 'string' },
  profile: { type: 'string' },
  'organization-role': { type: 'string' },
  'account-role': { type: 'string' },
  'external-id': { type: 'string' },
  'head-object': { type: 'boolean', default: false },
  output: { type: 'string', short: 'o' },
  open: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

export interface ReadingValues {
  readonly recording?: string;
  readonly save?: string;
  readonly format?: string;
  readonly iac?: string;
  readonly full: boolean;
  readonly region?: string;
  readonly profile?: string;
  readonly 'organization-role'?: string;
  readonly 'account-role'?: string;
  readonly 'external-id'?: string;
  readonly 'head-object': boolean;
  readonly output?: string;
  readonly open?: boolean;
}

/** parseArgs throws errors of its own kind: what the user typed is never a failure of the tool. */
export function usable<T>(command: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    if (String(code).startsWith('ERR_PARSE_ARGS')) {
      const [, typed] = /Unknown option '(--[^']+)'/.exec(String(message)) ?? [];
      const meant = typed === undefined ? '' : didYouMean(typed, optionsOf(command));
      throw new UsageError(`${String(message).split('. ')[0]}${meant} (see culprit ${command} --help)`);
    }
    throw error;
  }
}

export const formats = ['text', 'json', 'markdown', 'html', 'slack'] as const;
export type Format = (typeof formats)[number];

type FormatValues = Pick<ReadingValues, 'format' | 'iac' | 'output' | 'open'>;

export function formatOf(values: FormatValues, terminal: boolean): Format {
  const { format: asked, iac } = values;
  // Code is asked for to be read; the JSON report has that of every language.
  if (asked === undefined) return formatOfOutput(values) ?? (terminal || iac !== undefined ? 'text' : 'json');
  const known = formats.find((format) => format === asked);
  if (known === undefined)
    throw new UsageError(`\`--format ${asked}\` is not known${didYouMean(asked, formats)}: use ${formats.join(', ')}`);
  return known;
}

/** By the name of the file that it goes to; what is opened is HTML. `undefined`: as usual. */
function formatOfOutput({ output, iac, open = false }: FormatValues): Format | undefined {
  if (output === undefined) return open ? 'html' : undefined;
  const ending = extname(output).slice(1).toLowerCase();
  const known = endings[ending] ?? formats.find((format) => format === ending);
  // Code ends as its language does, and digits end a name such as `report.2026-11-24`.
  if (known === undefined && iac === undefined && /^[a-z]/.test(ending))
    throw new UsageError(
      `\`--output ${output}\` ends like no format: end it with html, md, json or txt, or give \`--format\``,
    );
  return known;
}

const endings: Readonly<Record<string, Format>> = { md: 'markdown', htm: 'html', txt: 'text', jsonl: 'json' };

export function languageOf({ iac }: Pick<ReadingValues, 'iac'>): Language | undefined {
  if (iac === undefined) return undefined;
  const known = languages.find((language) => language === iac);
  if (known === undefined)
    throw new UsageError(`\`--iac ${iac}\` is not known${didYouMean(iac, languages)}: use ${languages.join(', ')}`);
  return known;
}

export function checkReadingOptions(values: ReadingValues): void {
  if (values.recording !== undefined && values.save !== undefined) {
    throw new UsageError('`--recording` and `--save` exclude each other: a replay reads nothing that could be saved');
  }
  const role = values['organization-role'];
  if (role !== undefined && !/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(role)) {
    throw new UsageError(
      `\`--organization-role ${role}\` is no role's ARN, such as arn:aws:iam::111122223333:role/name`,
    );
  }
  const name = values['account-role'];
  if (name !== undefined && !/^[\w+=,.@/-]{1,512}$/.test(name)) {
    throw new UsageError(`\`--account-role ${name}\` is no role's name: give the name, or path/name, not the ARN`);
  }
}
