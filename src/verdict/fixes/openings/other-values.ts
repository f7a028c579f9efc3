/** What else an action, a resource or a condition key could have been: one of every kind that policies at hand tell apart. */
import type { Condition } from '../../../engine/condition';
import type { IndexedContext } from '../../../engine/context';
import { lookUp, UNKNOWN } from '../../../engine/context';
import { valuesOfKey } from '../../../engine/unknowns/candidates/values-of-key';
import type { Value } from '../../../engine/unknowns/open-keys';
import { actionsOf, kindsOfResource } from '../../../names/actions';
import { isMultivalued } from '../../../request/context/condition-keys';
import { matches } from '../statements/actions';
import { shownPattern } from '../statements/resources';
import type { PoliciesAtHand } from './policies-at-hand';

/** Every documented action of the service that the resource can be asked, and those that policies name. */
export function otherActions(action: string, resource: string, { actions }: PoliciesAtHand): readonly string[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const kinds = kindsOfResource(resource);
  const known = actionsOf(service).filter(({ kind }) => kinds.includes(kind));
  const named = actions.filter((one) => !/[*?]/.test(one) && one.includes(':'));
  // The case of an action does not matter.
  const all = new Map([...named, ...known.map(({ name }) => name)].map((name) => [name.toLowerCase(), name]));
  all.delete(action.toLowerCase());
  return [...all.values()];
}

/** One action for every pattern of policies at hand. */
export function someActions(action: string, resource: string, atHand: PoliciesAtHand): readonly string[] {
  const all = otherActions(action, resource, atHand);
  const found = new Set(atHand.actions.flatMap((pattern) => all.find((one) => matches(pattern, one)) ?? []));
  for (const one of all.filter((name) => COMMON.test(name)).slice(0, 4)) found.add(one);
  return [...found].slice(0, mostActions);
}

const COMMON = /:(?:GetObject|PutObject|DeleteObject|ListBucket|Decrypt|GenerateDataKey)$/;
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
  return [...all].slice(0, mostResources);
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
  return ['', 'another']
    .map((text) => whole.replaceAll('*', text).replaceAll('?', 'x'))
    .filter((one) => !one.endsWith(':'));
}

/** Values of a key other than the request's, absent among them; a key that nobody knows keeps its secret. */
export function otherValues(key: string, { conditions }: PoliciesAtHand, context: IndexedContext): readonly Value[] {
  const lower = key.toLowerCase();
  const seen = lookUp(context, lower);
  if (seen === UNKNOWN) return [];
  const own = conditions.get(lower) ?? [];
  const { values } = valuesOfKey(lower, own, context, isMultivalued(lower, own.some(isSetCondition)));
  const fresh = typeof seen === 'string' ? [`${seen}-2`] : ['another'];
  // Of several values fewer are another set.
  const fewer =
    typeof seen === 'string' || seen === undefined ? [] : seen.map((value) => seen.filter((one) => one !== value));
  return [...fewer, ...fresh, ...values].filter((value) => !isSame(value, seen)).slice(0, mostValues);
}

const mostValues = 16;
const isSetCondition = ({ operator }: Condition): boolean => operator.set !== undefined;
const isSame = (one: Value, other: Value): boolean => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
