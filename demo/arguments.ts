import { UsageError } from '../cli/exit-codes';
import { formatOf, type Format } from '../cli/options';
import { parseArgs } from 'node:util';
import { findVariant, UnknownVariant, type Variant } from './story/variants';

export type Asked =
  | { readonly is: 'list' }
  /** Denials of many callers, and what ends them. */
  | { readonly is: 'storm' }
  | { readonly is: 'variant'; readonly variant: Variant; readonly format: Format };

/** What `npm run demo -- …` asks for. Throws what `isBadInput` knows. */
export function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      variant: { type: 'string' },
      list: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
    },
    allowPositionals: true,
  });
  if (values.list) return { is: 'list' };
  const [name = 'story', ...others] = [...(values.variant === undefined ? [] : [values.variant]), ...positionals];
  if (name === 'storm' && others.length === 0) return { is: 'storm' };
  if (others.length > 0) throw new UnknownVariant(`one variant at a time: \`${name}\`, or \`${others.join(', ')}\`?`);
  return { is: 'variant', variant: findVariant(name), format: formatOf({ format: values.format }, true) };
}

/** https://nodejs.org/docs/latest-v24.x/api/errors.html#err_parse_args_unknown_option */
export function isBadInput(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return error instanceof UnknownVariant || error instanceof UsageError || String(code).startsWith('ERR_PARSE_ARGS');
}
