/** What else an action, a resource or a condition key could have been: one of every kind that policies at hand tell apart. */
import { Condition } from '../../../engine/condition';
import type { IndexedContext } from '../../../engine/context';
import { lookUp, UNKNOWN } from '../../../engine/context';
import { valuesOfKey } from '../../../engine/unknowns/candidates/values-of-key';
import type { Value } from '../../../engine/unknowns/open-keys';
import { parseAddress } from '../../../engine/values/address';
import { parseMoment, parseNumber } from '../../../engine/values/numbers-and-dates';
import { variablesIn } from '../../../engine/unknowns/uses';
import { operatorNamed, type Operator } from '../../../engine/operators';
import { actionsOf, kindsOfResource } from '../../../names/actions';
import { isMultivalued } from '../../../request/context/condition-keys';
import { matches } from '../statements/actions';
import { sameAs } from '../statements/pins';
import { shownPattern } from '../statements/resources';
import type { PoliciesAtHand } from './policies-at-hand';

/** Every documented action of the service that the resource can be asked, and those that policies name. */
export function otherActions(action: string, resource: string, { actions }: PoliciesAtHand): readonly string[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const kinds = kindsOfResource(resource);
  const known = actionsOf(service).filter(({ kind }) => kinds.includes(kind));
  const named = actions.filter((one) => !/[*?]/.test(one) && one.includes(':'));
  // The case of an action does not matter.
  const all = new Map([...known.map(({ name }) => name), ...named].map((name) => [name.toLowerCase(), name]));
  all.delete(action.toLowerCase());
  return [...all.values()];
}

/** Two actions for every pattern of policies at hand: another pattern may hit the one, and not the other. */
export function someActions(action: string, resource: string, atHand: PoliciesAtHand): readonly string[] {
  const all = otherActions(action, resource, atHand);
  const found = new Set(atHand.actions.flatMap((pattern) => firstAndLast(all.filter((one) => matches(pattern, one)))));
  for (const one of all.filter((name) => COMMON.test(name)).slice(0, 4)) found.add(one);
  return [...found].slice(0, mostActions);
}

const firstAndLast = (all: readonly string[]): readonly string[] => [...all.slice(0, 1), ...all.slice(-1)];
const COMMON = /:(?:GetObject|PutObject|DeleteObject|ListBucket|Decrypt|DescribeKey|Encrypt|GenerateDataKey)$/;
const mostActions = 12;

/** Beside it, below it, above it, in another bucket, and something for each pattern of policies at hand. */
export function otherResources(
  resource: string,
  { resources }: PoliciesAtHand,
  context: IndexedContext,
): readonly string[] {
  const fields = resource.split(':');
  const head = fields.slice(0, 5).join(':');
  const name = fields.slice(5).join(':');
  const [bucket = '', ...key] = name.split('/');
  const folder = key.slice(0, -1).join('/');
  const near = [
    `${resource}-2`,
    `${head}:${bucket}`,
    `${head}:${bucket}/another`,
    ...(folder === '' ? [] : [`${head}:${bucket}/${folder}/another`]),
    `${head}:${bucket}-2${name.slice(bucket.length)}`,
    `${head}:another/${key.join('/') || 'another'}`,
  ];
  const fitting = resources.flatMap(({ pattern, variables }) =>
    instancesOf(shownPattern(pattern, context, variables), resource),
  );
  const all = new Set([...near, ...fitting]);
  all.delete(resource);
  return [...all].filter((one) => one.split(':')[2] === fields[2]).slice(0, mostResources);
}

const mostResources = 24;

/** Texts that a pattern holds: with nothing, and with something, in the places of its wildcards. */
function instancesOf(pattern: string, resource: string): readonly string[] {
  const arn = pattern === '*' ? 'arn:*:*:*:*:*' : pattern;
  const fields = arn.split(':');
  const own = resource.split(':');
  const whole = [
    ...fields.slice(0, 5).map((field, at) => (/[*?]/.test(field) ? (own[at] ?? field) : field)),
    fields.slice(5).join(':'),
  ].join(':');
  return [
    ['', 'x'],
    ['another', 'y'],
  ]
    .map(([some = '', one = '']) => whole.replaceAll('*', some).replaceAll('?', one))
    .filter((one) => !one.endsWith(':'));
}

/** Values of a key other than the request's, absent among them; a key that nobody knows keeps its secret. */
export function otherValues(key: string, atHand: PoliciesAtHand, context: IndexedContext): readonly Value[] {
  const lower = key.toLowerCase();
  const seen = lookUp(context, lower);
  if (seen === UNKNOWN) return [];
  const own = atHand.conditions.get(lower) ?? [];
  const find = () => valuesBeside(seen, lower, own, context);
  // Without variables they depend on nothing else of the context; each step of a search asks for them again.
  return own.some(hasVariables) ? find() : remembered(atHand, `${lower} ${JSON.stringify(seen)}`, find);
}

function valuesBeside(seen: Value, key: string, own: readonly Condition[], context: IndexedContext): readonly Value[] {
  // What no policy tells apart from the request's value is another value still.
  const families = new Set(own.length === 0 ? ['string' as const] : own.map(({ operator }) => operator.family));
  const itself = [...families].flatMap((family) =>
    sameAs({ key, seen, family, variables: false }).tests.map(({ operator, values }) =>
      conditionFor(operator, key, values),
    ),
  );
  const isSet = isMultivalued(key, own.some(isSetCondition));
  const { values } = valuesOfKey(key, [...own, ...itself], context, isSet);
  return values.filter((value) => !isSame(value, seen)).slice(0, mostValues);
}

const hasVariables = ({ patterns }: Condition): boolean => patterns.some((pattern) => variablesIn(pattern).length > 0);

const memories = new WeakMap<PoliciesAtHand, Map<string, readonly Value[]>>();

function remembered(atHand: PoliciesAtHand, name: string, find: () => readonly Value[]): readonly Value[] {
  const memory = memories.get(atHand) ?? new Map<string, readonly Value[]>();
  memories.set(atHand, memory);
  const values = memory.get(name) ?? find();
  memory.set(name, values);
  return values;
}

function conditionFor(name: string, key: string, values: readonly string[]): Condition {
  return new Condition(name, operatorNamed(name) as Operator, key, values, false);
}

const mostValues = 16;
const isSetCondition = ({ operator }: Condition): boolean => operator.set !== undefined;
/** A number, a point in time or an address may be written in several ways, and a set in any order. */
function isSame(one: Value, other: Value): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return setOf(one) === setOf(other);
  return one === other || [parseNumber, parseMoment, addressOf].some((read) => isEqual(read(one), read(other)));
}

const setOf = (value: Value): string => JSON.stringify([value ?? []].flat().toSorted());
const addressOf = (text: string): string | undefined => parseAddress(text)?.words.join(' ');
const isEqual = (one: unknown, other: unknown): boolean => one !== undefined && one === other;
