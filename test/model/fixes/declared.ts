/** Whether what a fix opens is what it says: the contract's words, read with the reference model. */
import type { EvaluatedFix } from '../../../src/evaluate-fixes';
import { elementsMatch, many, valuesOf } from '../language';
import { mentionedIn } from '../mentioned';
import type { Document, Scenario, Statement } from '../scenario';
import { documentsIn } from './neighbours';

type Opening = EvaluatedFix['opens'][number];

/** Does a fix that is for `before` say that it opens the neighbour? Circumstances that nothing was given up for need not be said. */
export function isDeclared(fix: EvaluatedFix, before: Scenario, neighbour: Scenario, slots: Slots): boolean {
  const { request } = neighbour;
  const isGrain =
    holderOf(request) === holderOf(before.request) &&
    request.action.toLowerCase() === before.request.action.toLowerCase() &&
    request.resource === before.request.resource;
  if (!isGrain) return fix.opens.some((opening) => opening.anyContext !== true && covers(opening, neighbour));
  return fix.opens.some((opening) => covers(opening, neighbour)) || !isGivenUp(before, neighbour, slots);
}

function covers({ principal, action, resource }: Opening, { request }: Scenario): boolean {
  return (
    (principal === '*' || principal === nameOf(request)) &&
    like(action.toLowerCase(), request.action.toLowerCase()) &&
    like(resource, request.resource)
  );
}

type Request = Scenario['request'];

/** All sessions of a role are one. */
export function holderOf({ principal, context }: Request): string {
  const [arn] = valuesOf(context, 'aws:PrincipalArn');
  return principal.includes(':assumed-role/') ? (arn ?? principal.replace(/\/[^/]*$/, '')) : principal;
}

function nameOf({ principal, context }: Request): string {
  const [arn = principal] = valuesOf(context, 'aws:PrincipalArn');
  return arn;
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('\\*', '.*')
    .replaceAll('\\?', '.');
  return new RegExp(`^${source}$`, 'su').test(text);
}

/**
 * A Deny with conditions that hit the request hits the neighbour too, which differs in what they look at; or the near miss
 * would not have let it pass.
 */
function isGivenUp(before: Scenario, neighbour: Scenario, slots: Slots): boolean {
  const all = slots.before.flatMap((document) =>
    many(document.Statement).map((statement) => ({ statement, document })),
  );
  const narrowed = all.filter(
    ({ statement, document }) =>
      statement.Effect === 'Deny' &&
      !slots.after.includes(JSON.stringify(statement)) &&
      [before, neighbour].every(({ request }) => elementsMatch(statement, document, request)) &&
      keysIn(statement, document).some((key) => !isSame(key, before, neighbour)),
  );
  if (narrowed.length > 0) return true;
  if (!slots.isAllowAdded) return false;
  const misses = all.filter(({ statement, document }) => isNearMiss(statement, document, before));
  return (
    misses.length > 0 && !misses.some(({ statement, document }) => keepsTo(statement, document, before, neighbour))
  );
}

/** The keys that its Condition looks at, in variables too. */
function keysIn({ Condition = {} }: Statement, { Version }: Document): readonly string[] {
  if (Version !== '2012-10-17') return Object.values(Condition).flatMap((block) => Object.keys(block));
  const alone = { Statement: [{ Effect: 'Deny', Condition }] };
  return mentionedIn({ resourcePolicy: alone } as unknown as Scenario);
}

const isSame = (key: string, before: Scenario, neighbour: Scenario): boolean =>
  JSON.stringify(setOf(before.request, key)) === JSON.stringify(setOf(neighbour.request, key));

function isNearMiss(statement: Statement, document: Document, { request }: Scenario): boolean {
  const { Condition, Principal, ...rest } = statement;
  const isOfAll = Principal === undefined || Principal === '*' || many(Principal.AWS ?? []).includes('*');
  return (
    statement.Effect === 'Allow' &&
    Condition !== undefined &&
    isOfAll &&
    elementsMatch(rest, document, request) &&
    !elementsMatch(statement, document, request)
  );
}

/** Every condition holds for the neighbour, or sees what the request had. */
function keepsTo(statement: Statement, document: Document, before: Scenario, neighbour: Scenario): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const alone: Statement = { Effect: 'Allow', Condition: { [operator]: { [key]: wanted } } };
      return isSame(key, before, neighbour) || elementsMatch(alone, document, neighbour.request);
    }),
  );
}

/** A value that stands twice in a set is one. */
const setOf = ({ context }: Request, key: string) => [...new Set(valuesOf(context, key).map(plain))].sort();
/** Numbers and moments are written in several ways. */
function plain(value: string): string {
  if (/^\d{4}-\d\d-\d\d/.test(value)) return String(Date.parse(value) / 1000);
  return /^-?\d+(\.\d+)?$/.test(value) ? String(Number(value)) : value;
}

/** The policies of the slots that the fix changes, as they were, and every statement of them as it is after. */
export interface Slots {
  readonly before: readonly Document[];
  readonly after: readonly string[];
  readonly isAllowAdded: boolean;
}

export function slotsOf({ patch = [] }: EvaluatedFix, before: Scenario, after: Scenario): Slots {
  const slots = new Set(patch.map(({ path }) => /^\/(?:kms\/\w+|scps\/\d+|rcps\/\d+|\w+)/.exec(path)![0]));
  const documents = (scenario: Scenario) => [...slots].flatMap((slot) => documentsIn(partAt(scenario, slot)));
  const textsOf = (all: readonly Document[]) =>
    all.flatMap(({ Statement }) => many(Statement)).map((statement) => JSON.stringify(statement));
  const [was, is] = [textsOf(documents(before)), textsOf(documents(after))];
  const isAllowAdded = is.some((text) => text.includes('"Effect":"Allow"') && !was.includes(text));
  return { before: documents(before), after: is, isAllowAdded };
}

function partAt(scenario: Scenario, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, step) => (part as Readonly<Record<string, unknown>> | undefined)?.[step], scenario);
}
