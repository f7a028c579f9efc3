/** What an unknown key may be worth to the statements that hang on it: one value of every kind that they tell apart. */
import { matchArn, resolveArn, type ArnPattern, type PlainArn } from '../arn-pattern';
import type { Condition } from '../condition';
import type { IndexedContext } from '../context';
import { isRoleNamed } from '../principal/role';
import { isVariable, type TextPart, type Text } from '../text';
import { between, spelledOtherwise, typedValues } from './typed-values';
import type { VariableUse } from './uses';
import { freshCharacter, witnessesOf, type Pattern } from './witness-search';

export type Value = string | readonly string[] | undefined;

/** Everything that hangs on one key, in all contexts where it has the same value. */
export interface KeyUses {
  readonly key: string;
  readonly conditions: readonly { readonly condition: Condition; readonly context: IndexedContext }[];
  readonly variables: readonly { readonly use: VariableUse; readonly context: IndexedContext }[];
  /** ARNs of roles that the caller may be. */
  readonly roles: readonly string[];
  /** The key is the ARN of a role of which only the path is unknown. */
  readonly roleOfUnknownPath?: { readonly start: string; readonly end: string };
}

export interface Candidates {
  readonly values: readonly Value[];
  /** `false`: there may be others. */
  readonly complete: boolean;
}

/** `others`: values that other unknown keys may have, which this one is compared with. */
export function valuesToTry(uses: KeyUses, others: ReadonlyMap<string, readonly Value[]>): Candidates {
  const patterns = patternsOn(uses, others);
  const typed = typedOn(uses);
  const captured = uses.variables.map(({ use, context }) => captures(uses.key, use, context, others));
  const named = [...new Set(captured.flatMap(({ texts }) => texts))];
  const isText = typed === undefined || patterns.length > 0 || uses.variables.length > 0;
  const fresh = freshCharacter([...patterns.map(sourceOf), ...named]);
  // What a variable stands for is one text and no other, also where a pattern does not tell them apart.
  const apart = [...patterns, ...exactly(named)];
  const witnesses = isText
    ? uses.roleOfUnknownPath === undefined
      ? witnessesOf(apart, fresh)
      : rolesFor(uses.roleOfUnknownPath, [...apart, ...exactly(uses.roles)], fresh)
    : { texts: [], complete: true };
  const texts = [...new Set([...witnesses.texts, ...(typed ?? []), ...named, ...otherSpellings(typed, named)])];
  const complete = witnesses.complete && captured.every((one) => one.complete);
  if (!isMultivalued(uses)) return { values: told(uses, [undefined, ...texts]), complete };
  const sets = subsetsOf(told({ ...uses, conditions: asSingles(uses) }, texts) as readonly string[]);
  return { values: told(uses, [undefined, ...sets.values]), complete: complete && sets.complete };
}

/** The values without those that no statement can tell from an earlier one. */
function told(uses: KeyUses, values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const signature = signatureOf(uses, value);
    if (seen.has(signature)) return false;
    seen.add(signature);
    return true;
  });
}

function signatureOf({ key, conditions, variables, roles }: KeyUses, value: Value): string {
  const parts: unknown[] = [];
  const text = typeof value === 'string' ? value : undefined;
  for (const { condition, context } of conditions) {
    const result = condition.matchSeen(value, context);
    // What hangs on a second unknown as well can only be told when both are supposed.
    parts.push(result === undefined ? ['joint', value ?? null] : result);
  }
  for (const { use, context } of variables) {
    const alone = use.seen !== undefined && use.keys.every((one) => one === key);
    parts.push(alone ? matchesWith(use, key, text, context) : ['joint', text ?? null]);
  }
  for (const role of roles) parts.push(role === value);
  return JSON.stringify(parts);
}

/** Set operators look at each value of its own. */
function asSingles({ conditions }: KeyUses): KeyUses['conditions'] {
  return conditions.filter(({ condition }) => condition.operator.family !== 'null');
}

/** Text patterns that the key is compared with; those with unknown variables once for each value of these. */
function patternsOn({ conditions }: KeyUses, others: ReadonlyMap<string, readonly Value[]>): readonly Pattern[] {
  return conditions.flatMap(({ condition, context }) => {
    const ignoreCase = condition.operator.family === 'string-ignore-case';
    return condition.patterns.flatMap((pattern) =>
      resolutions(pattern, context, others).map((of): Pattern => ({ of, ignoreCase })),
    );
  });
}

const mostResolutions = 200;

function resolutions(
  pattern: ArnPattern,
  context: IndexedContext,
  others: ReadonlyMap<string, readonly Value[]>,
): readonly PlainArn[] {
  const plain = resolveArn(pattern, context);
  if (plain === 'unresolved') return [];
  if (plain !== undefined) return [plain];
  const found: PlainArn[] = [];
  for (const [key, values] of others) {
    for (const value of values) {
      if (typeof value !== 'string' || found.length > mostResolutions) continue;
      const resolved = resolveArn(pattern, supposing(context, key, value));
      if (resolved !== undefined && resolved !== 'unresolved') found.push(resolved);
    }
  }
  return found;
}

function supposing(context: IndexedContext, key: string, value: string | undefined): IndexedContext {
  return { ...context, values: new Map([...context.values, [key, value ?? []]]) };
}

function typedOn({ conditions }: KeyUses): readonly string[] | undefined {
  const typed = conditions.map(({ condition }) => typedValues(condition)).filter((values) => values !== undefined);
  if (typed.length === 0) return undefined;
  const borders = conditions
    .filter(({ condition }) => condition.operator.family === 'numeric' || condition.operator.family === 'date')
    .flatMap(({ condition }) => condition.wanted);
  return [...typed.flat(), ...between(borders)];
}

/** The same number or point in time as another text: a variable tells them apart. */
function otherSpellings(typed: readonly string[] = [], named: readonly string[]): readonly string[] {
  return named.length === 0 ? [] : typed.map(spelledOtherwise);
}

function matchesWith(use: VariableUse, key: string, value: string | undefined, context: IndexedContext): boolean {
  const plain = resolveArn(use.pattern, supposing(context, key, value));
  if (plain === undefined || plain === 'unresolved' || use.seen === undefined) return false;
  return matches(plain, use.seen, use.ignoreCase);
}

function matches(plain: PlainArn, text: string, ignoreCase: boolean): boolean {
  if (ignoreCase && plain.is === 'exact') return plain.text.toLowerCase() === text.toLowerCase();
  return matchArn(plain, text);
}

const longestSeen = 120;
const mostCaptures = 60;

/** What a variable may stand for, so that its text matches what it is compared with: parts of that. */
function captures(
  key: string,
  { pattern, seen, against, ignoreCase }: VariableUse,
  context: IndexedContext,
  others: ReadonlyMap<string, readonly Value[]>,
): { readonly texts: readonly string[]; readonly complete: boolean } {
  const targets =
    seen === undefined ? (others.get(against ?? '') ?? []).filter((one) => typeof one === 'string') : [seen];
  const loose = loosened(pattern, key);
  const texts = new Set<string>();
  let complete = true;
  for (const target of targets) {
    if (target.length > longestSeen) complete = false;
    const text = target.slice(0, longestSeen);
    for (let from = 0; from <= text.length; from += 1) {
      for (let to = from; to <= text.length && texts.size < mostCaptures; to += 1) {
        const part = text.slice(from, to);
        if (texts.has(part)) continue;
        const plain = resolveArn(loose, supposing(context, key, part));
        const fits = plain !== undefined && plain !== 'unresolved' && matches(plain, target, ignoreCase);
        if (fits) texts.add(part);
      }
    }
  }
  return { texts: [...texts], complete: complete && texts.size < mostCaptures };
}

/** Other variables may be anything. */
function loosened(pattern: ArnPattern, key: string): ArnPattern {
  if (pattern.is === 'fields') return { is: 'fields', fields: pattern.fields.map((one) => loosened(one, key) as Text) };
  if (pattern.is !== 'variable') return pattern;
  return {
    is: 'variable',
    parts: pattern.parts.map((part): TextPart => (isVariable(part) && part.variable !== key ? 0 : part)),
  };
}

function rolesFor(
  { start, end }: NonNullable<KeyUses['roleOfUnknownPath']>,
  patterns: readonly Pattern[],
  fresh: string,
): { readonly texts: readonly string[]; readonly complete: boolean } {
  const required: readonly Pattern[] = [
    { of: { is: 'exact', text: start + end }, required: true },
    { of: { is: 'glob', tokens: [start, 1, 0, `/${end}`] }, required: true },
  ];
  const { texts, complete } = witnessesOf([...required, ...patterns], fresh);
  return { texts: texts.filter((text) => isRoleNamed(text, start, end)), complete };
}

const exactly = (texts: readonly string[]): readonly Pattern[] => texts.map((text) => ({ of: { is: 'exact', text } }));

/** Keys that AWS fills with several values, or that a set operator is used on and that are no tags. */
function isMultivalued({ key, conditions }: KeyUses): boolean {
  return (
    MULTIVALUED.test(key) ||
    (!key.includes('/') &&
      !/^(?:aws|s3|kms):/.test(key) &&
      conditions.some(({ condition }) => condition.operator.set !== undefined))
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const MULTIVALUED =
  /^(?:aws:(?:principal|resource|source|vpce)orgpaths|aws:tagkeys|aws:calledvia|aws:principalservicenameslist|s3:requestobjecttagkeys|kms:encryptioncontextkeys|kms:resourcealiases)$/;

const mostInSets = 9;

function subsetsOf(values: readonly string[]): {
  readonly values: readonly (readonly string[])[];
  readonly complete: boolean;
} {
  const some = values.slice(0, mostInSets);
  const sets = some.reduce<readonly (readonly string[])[]>(
    (all, value) => [...all, ...all.map((set) => [...set, value])],
    [[]],
  );
  const rest = values.slice(mostInSets).map((value) => [value]);
  return { values: [...sets.slice(1), ...rest], complete: rest.length === 0 };
}

function sourceOf({ of }: Pattern): string {
  if (of.is === 'fields') return of.fields.map((field) => sourceOf({ of: field })).join(':');
  if (of.is === 'glob') return of.tokens.filter((token) => typeof token === 'string').join('');
  return of.is === 'any' ? '' : of.text;
}
