/** The conditions under which a new Allow holds: nobody takes it for more than it is. */
import { isDeepStrictEqual } from 'node:util';
import type { PolicyChange } from '../../../verdict/fixes/types';
import { quote } from '../../clean';

/**
 * ` only where …`; nothing where it holds in all circumstances. `holder`: whom the sentence names anyway. `most`: so many
 * conditions, and so many characters of a value.
 */
export function onlyWhere(
  changes: readonly PolicyChange[],
  holder: string | undefined,
  most: { readonly conditions: number; readonly characters: number },
): string {
  const all = conditionsBesides(changes, holder).map((one) => wordsOf(one, most.characters));
  const shown = all.slice(0, most.conditions);
  const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : '';
  return all.length === 0 ? '' : ` only where ${shown.join(more === '' ? ' and ' : ', ')}${more}`;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const addedIn = ({ after, statements }: PolicyChange): readonly unknown[] => {
  const all = [after['Statement']].flat();
  return statements.flatMap(({ is, index }) => (is === 'added' ? [all[index - 1]] : []));
};

function conditionsIn(statement: unknown): readonly Condition[] {
  const { Condition: held = {} } = statement as { readonly Condition?: Readonly<Record<string, object>> };
  return Object.entries(held).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values as unknown].flat().map(String) })),
  );
}

/** Those that every new statement has: what one of them has alone does not hold for the fix. */
function conditionsBesides(changes: readonly PolicyChange[], holder: string | undefined): readonly Condition[] {
  const [first = [], ...others] = changes.flatMap(addedIn).map(conditionsIn);
  const inAll = (one: Condition) => others.every((all) => all.some((other) => isDeepStrictEqual(one, other)));
  return first.filter((one) => inAll(one) && !namesOnly(holder, one));
}

const namesOnly = (holder: string | undefined, { key, values: [first, ...more] }: Condition): boolean =>
  key.toLowerCase() === 'aws:principalarn' && more.length === 0 && first === holder;

function wordsOf({ operator, key, values }: Condition, max: number): string {
  const name = operator.toLowerCase();
  if (name === 'null') return `${quote(key)} is ${values.includes('true') ? 'absent' : 'there'}`;
  const verb = verbs.find(([named]) => named.test(name))?.[1];
  return verb === undefined
    ? `${quote(operator)} on ${quote(key)} holds for ${oneOf(values, max)}`
    : `${quote(key)} ${verb} ${oneOf(values, max)}`;
}

function oneOf(values: readonly string[], max: number): string {
  const [first = '', ...more] = values;
  return more.length === 0
    ? quote(first, max)
    : `one of ${[first, ...more].map((value) => quote(value, max)).join(', ')}`;
}

const verbs: readonly (readonly [RegExp, string])[] = [
  [/^(string|arn|numeric|date|binary)equals(ignorecase)?$|^(bool|ipaddress)$/, 'is'],
  [/^(string|arn)like$/, 'is like'],
  [/^(string|arn|numeric|date)notequals(ignorecase)?$|^notipaddress$/, 'is not'],
];
