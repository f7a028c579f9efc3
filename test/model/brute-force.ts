import { many, valuesOf } from './language';
import { decideByModel, type ModelDecision } from './model';
import type { Context, Document, Level, Scenario, Statement } from './scenario';
import { slotsOf, type Axis } from './unknown-slots';
import { valuesWorthTrying } from './unknown-values';

/** A scenario of which some slots hold `{ unreadable }` and some keys cannot be known. */
export type PartialScenario = Readonly<Record<string, unknown>> & { readonly observed?: 'denied' };

export interface Judgement {
  readonly decision: string;
  /** Layers that block, whatever the unknowns are. */
  readonly blockers: readonly string[];
  /** `layer action` of all that block in some world. */
  readonly suspects: readonly string[];
  readonly worlds: number;
}

/** Decides by trying everything that the unknowns could be. */
export const judgeByBruteForce = (partial: PartialScenario): Judgement =>
  judgeDecisions(partial, [...worldsOf(partial)]);

/** What holds in all of the worlds that a scenario may stand for. */
export function judgeDecisions(partial: PartialScenario, worlds: readonly Scenario[]): Judgement {
  const decisions = worlds.map(decideByModel);
  const denied = decisions.filter(({ decision }) => decision !== 'allowed');
  const possible = partial.observed === undefined || denied.length === 0 ? decisions : denied;
  const layers = possible.map(layersOf);
  return {
    decision: together(decisions),
    blockers: layers[0]!.filter((layer) => layers.every((others) => others.includes(layer))).sort(),
    suspects: [
      ...new Set(denied.flatMap(({ blockers }) => blockers.map(({ layer, action }) => `${layer} ${action}`))),
    ].sort(),
    worlds: decisions.length,
  };
}

function layersOf({ decision, blockers }: ModelDecision): readonly string[] {
  return decision === 'allowed' ? [] : [...new Set(blockers.map(({ layer }) => layer))];
}

function together(decisions: readonly ModelDecision[]): string {
  const [first = 'unknown', ...others] = [...new Set(decisions.map(({ decision }) => decision))];
  if (others.length === 0) return first;
  return [first, ...others].includes('allowed') ? 'unknown' : 'denied';
}

/** Every complete scenario that the partial one may stand for. */
export function* worldsOf(partial: PartialScenario): Generator<Scenario> {
  for (const scenario of fillings(partial)) yield* fill([scenario], keysOf(scenario)) as unknown as Iterable<Scenario>;
}

/** With something in every slot that could not be read. */
export const fillings = (partial: PartialScenario): readonly Scenario[] =>
  fill([partial], slotsOf(partial)) as unknown as readonly Scenario[];

/** With every combination of what the axes may hold. */
export function fill(scenarios: readonly unknown[], axes: readonly Axis[]): readonly unknown[] {
  return axes.reduce((all, { paths, values }) => {
    return all.flatMap((one) => values.map((value) => paths.reduce((next, path) => set(next, path, value), one)));
  }, scenarios);
}

function set(target: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(target)) return target.map((item, at) => (at === key ? set(item, rest, value) : (item as unknown)));
  const record = target as Record<string, unknown>;
  const { [key]: old, ...others } = record;
  const next = set(old, rest, value);
  return next === undefined ? others : { ...others, [key]: next };
}

/** The unknown keys that the policies speak of. What describes the caller is the same to S3 and to KMS. */
function keysOf(scenario: Scenario): readonly Axis[] {
  const partial = scenario as unknown as { request: Unknowing; kms?: Unknowing };
  const statements = statementsIn(scenario);
  const mentioned = mentionedIn(statements);
  const sides = (['request', 'kms'] as const).filter((side) => partial[side] !== undefined);
  const contexts = sides.map((side) => partial[side]!.context);
  const named = scenario.request.resource.split(':').slice(5).join(':');
  const substrings = [...new Set([named, ...comparedWithVariables(statements, contexts)].flatMap(substringsOf))];
  const axes = [...mentioned, ...(mentioned.some(isRoleKey) ? [] : ['aws:PrincipalArn'])].flatMap((key) => {
    const unknowing = sides.filter((side) => cannotBeKnown(partial[side]!, key));
    const tried = valuesWorthTrying(key, statements, { contexts, substrings });
    const values = isRoleKey(key) ? rolesThatItMayBe(scenario.request.principal, statements, tried) : tried;
    const paths = unknowing.map((side) => [side, 'context', key]);
    if (paths.length === 0) return [];
    return aboutTheCaller.test(key) ? [{ paths, values }] : paths.map((path) => ({ paths: [path], values }));
  });
  return sharingValues(axes, statements);
}

/** Known values that conditions compare with texts in which a variable stands: it may be worth a part of them. */
function comparedWithVariables(statements: readonly Statement[], contexts: readonly Context[]): readonly string[] {
  const operators = statements.flatMap(({ Condition = {} }) => Object.entries(Condition));
  return operators.flatMap(([operator, keys]) => {
    const open = Object.entries(keys).filter(([, wanted]) => JSON.stringify(wanted).includes('${'));
    const values = open.flatMap(([key]) => contexts.flatMap((context) => valuesOf(context, key)));
    const isInAnyCase = operator.includes('IgnoreCase');
    return isInAnyCase
      ? values.flatMap((one) => [one, one.toLowerCase(), one.toUpperCase(), inMixedCase(one)])
      : values;
  });
}

const inMixedCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** Keys that conditions compare with one another may each be worth whatever another of them may be. */
function sharingValues(axes: readonly Axis[], statements: readonly Statement[]): readonly Axis[] {
  const conditions = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.entries));
  const compared = conditions
    .map(([key, wanted]) => ({ key, variables: mentionedIn([{ Condition: {}, wanted } as unknown as Statement]) }))
    .filter(({ variables }) => variables.length > 0)
    .flatMap(({ key, variables }) => [key, ...variables].map((name) => name.toLowerCase()));
  const isCompared = ({ paths }: Axis) => compared.includes(String(paths[0]?.at(-1)).toLowerCase());
  const shared = axes.filter(isCompared).flatMap(({ values }) => values.filter((value) => typeof value === 'string'));
  return axes.map((axis) => (isCompared(axis) ? { ...axis, values: [...new Set([...axis.values, ...shared])] } : axis));
}

const isRoleKey = (key: string) => key.toLowerCase() === 'aws:principalarn';

/** A session's ARN tells the name of its role, and only the path is open. */
function rolesThatItMayBe(principal: string, statements: readonly Statement[], tried: readonly unknown[]) {
  const [, account, name] = /:(\d+):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  if (name === undefined) return tried;
  const isIt = (arn: string) => arn.startsWith(`arn:aws:iam::${account}:role/`) && arn.endsWith(`/${name}`);
  const named = JSON.stringify(statements).match(/arn:aws:iam::\d+:role\/[^"]+/g) ?? [];
  const role = (path: string) => `arn:aws:iam::${account}:role/${path}${name}`;
  const arns = [...tried.filter((value) => typeof value === 'string'), ...named].filter(isIt);
  return [undefined, ...new Set([...arns, role(''), role('ø/')])];
}

interface Unknowing {
  readonly context: Scenario['request']['context'];
  readonly unknownContext?: readonly string[];
}

const aboutTheCaller = /^aws:(principal|userid|username|sourceidentity|tokenissuetime|multifactorauth|sourceip)/i;

function cannotBeKnown({ context, unknownContext = [] }: Unknowing, key: string): boolean {
  if (Object.keys(context).some((name) => name.toLowerCase() === key.toLowerCase())) return false;
  const like = (pattern: string) => new RegExp(`^${pattern.replace(/[.\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
  return unknownContext.some((pattern) => like(pattern).test(key));
}

function mentionedIn(statements: readonly Statement[]): readonly string[] {
  const conditions = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.keys));
  const variables = [...JSON.stringify(statements).matchAll(/\$\{([a-z0-9]+:[^},]+)/gi)].map(([, key]) => key!);
  return [...new Map([...conditions, ...variables].map((key) => [key.toLowerCase(), key])).values()];
}

export function statementsIn(scenario: Scenario): readonly Statement[] {
  const { identityPolicies, sessionPolicies, permissionsBoundary, vpcEndpointPolicy, scps, rcps, kms } = scenario;
  const levels: readonly Level[] = [...scps, ...rcps, ...(kms?.rcps ?? [])];
  const named = [...identityPolicies, ...sessionPolicies, ...levels.flatMap(({ policies }) => policies)];
  const documents: readonly (Document | undefined)[] = [
    ...[...named, permissionsBoundary, vpcEndpointPolicy].map((policy) => policy?.policy),
    scenario.resourcePolicy,
    kms?.keyPolicy,
  ];
  return documents.flatMap((document) => many(document?.Statement));
}

export function substringsOf(text: string): readonly string[] {
  const ends = Array.from({ length: text.length + 1 }, (_, at) => at);
  return [...new Set(ends.flatMap((from) => ends.slice(from + 1).map((to) => text.slice(from, to))))];
}
