/** A statement for one caller only, and for everybody else. */
import { withEquality, withTest, type Narrowed } from './conditions';
import {
  conditionOf,
  listOf,
  oneOrMany,
  textsIn,
  withCondition,
  withElement,
  type StatementJson,
  type Test,
} from './statement-json';
import { testsFor, testsForOthers, type Whom } from './whom';

/** Whom statements may name where the policy hangs: nobody, only `"*"`, or anybody. */
export type Naming = 'nobody' | 'everybody' | 'anybody';

/** What of the statement concerns this caller. */
export function onlyFor(whom: Whom, statement: StatementJson, naming: Naming): StatementJson {
  if (namesOnly(whom, statement)) return statement;
  if (isNamedByElement(whom, naming))
    return withElement(statement, PRINCIPAL_ELEMENTS, { Principal: { Service: whom.name } });
  return withCondition(statement, testsFor(whom).reduce(withEquality, conditionOf(statement)));
}

/** What of the statement concerns everybody else, in as many statements as it takes; `undefined`: nothing can say it. */
export function exceptFor(whom: Whom, statement: StatementJson, naming: Naming): readonly StatementJson[] | undefined {
  if (namesOnly(whom, statement)) return [];
  if (isNamedByElement(whom, naming)) return withoutService(whom.name, statement);
  return narrowedBy(statement, testsForOthers(whom));
}

/** No key of the request names the service, so that no condition could. */
function isNamedByElement(whom: Whom, naming: Naming): whom is Extract<Whom, { is: 'service' }> {
  return whom.is === 'service' && !whom.keyed && naming === 'anybody';
}

/** The statement with each of these tests; those that nothing could meet are left out. */
export function narrowedBy(statement: StatementJson, tests: readonly Test[]): readonly StatementJson[] | undefined {
  const narrowed = tests.map((test): Narrowed => withTest(conditionOf(statement), test));
  if (narrowed.includes('inexpressible')) return undefined;
  return narrowed.flatMap((condition) => (typeof condition === 'string' ? [] : [withCondition(statement, condition)]));
}

const PRINCIPAL_ELEMENTS: readonly [string, string] = ['Principal', 'NotPrincipal'];

/** Does it concern this caller only, by its Principal or by a condition? */
function namesOnly(whom: Whom, statement: StatementJson): boolean {
  return namedAlone(whom, statement['Principal']) || testsFor(whom).every((test) => demands(statement, test));
}

function namedAlone(whom: Whom, principal: unknown): boolean {
  if (typeof principal !== 'object' || principal === null) return false;
  const entries = Object.entries(principal);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return false;
  const names = textsIn(entry[1]);
  if (whom.is === 'principal') return entry[0] === 'AWS' && names.every(whom.isOwn);
  return whom.is === 'service' && entry[0] === 'Service' && names.every((name) => name === whom.name);
}

function demands(statement: StatementJson, { operator, key, values }: Test): boolean {
  const keys = Object.entries(conditionOf(statement)[operator] ?? {});
  return keys.some(
    ([name, wanted]) =>
      name.toLowerCase() === key.toLowerCase() && listOf(wanted).every((value) => values.includes(String(value))),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
function withoutService(name: string, statement: StatementJson): readonly StatementJson[] {
  const { Principal: named, NotPrincipal: spared } = statement;
  if (spared !== undefined) return [withElement(statement, PRINCIPAL_ELEMENTS, { NotPrincipal: adding(name, spared) })];
  const others = typeof named === 'object' && named !== null ? removing(name, named) : undefined;
  const element = others === undefined ? { NotPrincipal: { Service: name } } : { Principal: others };
  return [withElement(statement, PRINCIPAL_ELEMENTS, element)];
}

function adding(name: string, principal: unknown): unknown {
  if (typeof principal !== 'object' || principal === null) return principal;
  const { Service: services = [] } = principal as Readonly<Record<string, unknown>>;
  return { ...principal, Service: oneOrMany([...listOf(services), name]) };
}

/** `undefined`: it names everybody. */
function removing(name: string, principal: object): unknown {
  const { Service: services = [], ...others } = principal as Readonly<Record<string, unknown>>;
  if (textsIn(others['AWS'] ?? []).includes('*')) return undefined;
  const left = listOf(services).filter((one) => one !== name);
  return left.length === 0 ? others : { ...others, Service: oneOrMany(left) };
}
