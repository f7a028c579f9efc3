import { isIPv6 } from 'node:net';
import { many, valuesOf } from './language';
import type { Context, Scalar, Statement } from './scenario';
import { anyLetter, anyText, witnesses, type Part, type Pattern } from './witnesses';

/** Everything that an unknown key may be worth to these statements; `undefined` is absent. */
export function valuesWorthTrying(key: string, statements: readonly Statement[], around: Surroundings) {
  const uses = statements.flatMap((statement) => usesOf(statement, key));
  const patterns = uses.flatMap(({ operator, wanted }) => patternOf(operator, wanted, around));
  const typed = uses.flatMap(({ operator, wanted }) => typedValues(operator, wanted));
  const filled = isVariable(key, statements) ? around.substrings : [];
  // A key of another type than text is never worth a free text.
  const texts = typed.length > 0 && patterns.length === 0 ? [] : witnesses(patterns);
  // What a condition takes in any case is, elsewhere, one text or another.
  const inAnyCase = patterns.some(({ ignoreCase }) => ignoreCase);
  const cased = inAnyCase ? texts.flatMap((text) => [text.toLowerCase(), text.toUpperCase()]) : [];
  const values = [...new Set([...texts, ...cased, ...typed, ...filled])];
  const sets = multivalued.test(key) ? [...subsets(values)] : values;
  return [undefined, ...sets] as const;
}

/** What else the values may have to agree with. */
export interface Surroundings {
  readonly contexts: readonly Context[];
  /** What a variable in a Resource could stand for. */
  readonly substrings: readonly string[];
}

const multivalued =
  /^(aws:(principal|resource|vpce|source)orgpaths|aws:tagkeys|aws:calledvia|s3:requestobjecttagkeys|kms:encryptioncontextkeys|aws:principalservicenameslist)$/i;

const isVariable = (key: string, statements: readonly Statement[]) =>
  JSON.stringify(statements).toLowerCase().includes(`\${${key.toLowerCase()}`);

function usesOf({ Condition = {} }: Statement, key: string) {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys)
      .filter(([name]) => name.toLowerCase() === key.toLowerCase())
      .flatMap(([, wanted]) => many<Scalar>(wanted).map((want) => ({ operator, wanted: String(want) }))),
  );
}

function patternOf(operator: string, wanted: string, { contexts }: Surroundings): readonly Pattern[] {
  if (!/String|Arn/.test(operator)) return [];
  const inFields = operator.includes('Arn');
  const wildcards = inFields || operator.includes('Like');
  const padded = inFields ? wanted + ':*'.repeat(Math.max(0, 5 - (wanted.match(/:/g) ?? []).length)) : wanted;
  const texts = [undefined, ...contexts].map((context) => partsOf(padded, wildcards, context));
  return texts.map((parts) => ({ parts, inFields, ignoreCase: operator.includes('IgnoreCase') }));
}

function partsOf(text: string, wildcards: boolean, context: Context = {}): Pattern['parts'] {
  const tokens = text.match(/\$\{[^}]*\}|[^]/gu) ?? [];
  return tokens.flatMap<Part>((token) => {
    const [, key, otherwise] = /^\$\{([^}']*?)(?:, ?'([^']*)')?\}$/.exec(token) ?? [];
    if (key !== undefined)
      return ['*', '?', '$'].includes(key) ? [key] : Array.from(valuesOf(context, key)[0] ?? otherwise ?? '');
    if (wildcards && token === '*') return [anyText];
    return wildcards && token === '?' ? [anyLetter] : [token];
  });
}

function typedValues(operator: string, wanted: string): readonly string[] {
  if (operator.startsWith('Bool')) return ['true', 'false'];
  if (operator.startsWith('Null')) return [];
  if (operator.startsWith('Numeric')) return [-0.5, 0, 0.5].map((by) => String(Number(wanted) + by));
  if (operator.startsWith('Date')) {
    const at = /^\d+$/.test(wanted) ? Number(wanted) * 1000 : Date.parse(wanted);
    return [-1000, 0, 1000].map((by) => new Date(at + by).toISOString());
  }
  if (!operator.includes('IpAddress')) return [];
  const [network] = wanted.split('/') as [string];
  return [
    network,
    ...(isIPv6(network) ? ['2001:db8:ffff::1'] : [lastAddress(wanted)]),
    '198.18.0.7',
    '2001:db8:eeee::1',
  ];
}

function lastAddress(range: string): string {
  const [network, prefix = '32'] = range.split('/') as [string, string?];
  const number = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + 2 ** (32 - Number(prefix)) - 1;
  return [24, 16, 8, 0].map((by) => Math.floor(number / 2 ** by) % 256).join('.');
}

function* subsets(values: readonly string[]): Generator<readonly string[]> {
  const few = values.slice(0, 6);
  for (let chosen = 1; chosen < 2 ** few.length; chosen += 1) yield few.filter((_, at) => chosen & (2 ** at));
}
