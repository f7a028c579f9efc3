/** Changes of policies: one statement more, or one exception. */
import type { ReadPolicy } from '../../evidence/values';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import { attachedToOf, policiesIn, type LayerEvidence, type Path } from './policies-in-evidence';
import type { CausePolicy, CauseStatement } from '../types';
import type { EvidenceByLayer } from '../../decision/types';
import { defined } from '../../defined';
import type { PolicyChange, PolicyDocument, StatementEdit } from './types';

type Statement = Readonly<Record<string, unknown>>;

export interface Allowing {
  /** One for each resource. */
  readonly statements: readonly Statement[];
  /** Whom they name, for policies that have a Principal. */
  readonly principal?: string;
}

/** Allows what these authorizations ask to this caller, and nothing else; `undefined` where that cannot be said so narrowly. */
export function allowing(
  request: BoundRequest,
  authorizations: readonly number[],
  { side }: AnyLayer,
  taken: readonly string[] = [],
): Allowing | undefined {
  const principal = side === 'principal' ? undefined : principalArn(request, authorizations[0] ?? 0);
  if (side !== 'principal' && principal === undefined) return undefined;
  const actions = new Map<string, string[]>();
  for (const authorization of authorizations) {
    const asked = request.authorizations[authorization];
    const on = asked === undefined ? undefined : resourceIn(side, asked);
    if (asked === undefined || on === undefined) return undefined;
    actions.set(on, [...(actions.get(on) ?? []), asked.action]);
  }
  const sids = new Set(taken);
  const statements = [...actions].map(([Resource, [first = '', ...more]]) => ({
    Sid: newSid(`Allow${nameOf(first)}`, sids),
    Effect: 'Allow',
    ...(principal === undefined ? {} : { Principal: { AWS: principal } }),
    Action: more.length === 0 ? first : [first, ...more],
    Resource,
  }));
  return { statements, ...defined({ principal }) };
}

/** What the policy of this side calls the resource: a bucket's own names no access point. */
function resourceIn(
  side: AnyLayer['side'],
  { resource, bucketResource }: BoundRequest['authorizations'][number],
): string | undefined {
  // In a key policy `*` is the key itself: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
  if (side === 'key') return resource === undefined ? undefined : '*';
  return literal(side === 'resource' ? (bucketResource ?? resource) : resource);
}

/**
 * A key may hold what a policy takes for a wildcard or a variable; `*` alone is said of actions without a resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
function literal(resource: string | undefined): string | undefined {
  if (resource === undefined || resource === '*') return resource;
  return resource.replaceAll(/[*?]|\$(?=\{)/g, (character) => `\${${character}}`);
}

/** Within one policy IAM wants every Sid once. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function newSid(name: string, taken: Set<string>): string {
  let sid = name;
  for (let number = 2; taken.has(sid); number++) sid = `${name}${number}`;
  taken.add(sid);
  return sid;
}

/** A Sid holds letters and digits only. */
const nameOf = (action: string): string => (action.split(':').at(-1) ?? '').replace(/[^A-Za-z0-9]/g, '');

/** The condition that keeps a Deny from this caller, and from nobody else. */
export function exceptPrincipal(request: BoundRequest, authorization: number): Condition | undefined {
  const principal = principalArn(request, authorization);
  return principal === undefined ? undefined : { ArnNotEquals: { 'aws:PrincipalArn': principal } };
}

/** A session's role: naming the session would fix it for an hour. */
function principalArn({ principal, authorizations }: BoundRequest, authorization: number): string | undefined {
  const known = authorizations[authorization]?.context.known ?? {};
  const key = Object.keys(known).find((name) => name.toLowerCase() === 'aws:principalarn');
  const value = key === undefined ? undefined : known[key];
  const session = principal.type === 'assumed-role' ? principal.roleArn : undefined;
  const itself = principal.type === 'role' || principal.type === 'user' ? principal.arn : undefined;
  const arn = typeof value === 'string' ? value : (session ?? itself);
  // No name of IAM's holds these: only a forged record would name everybody so.
  return arn === undefined || /[*?$]/.test(arn) ? undefined : arn;
}

/** The statements in the layer's policy; a policy is made where there is none. */
export function addingStatements(
  evidence: EvidenceByLayer,
  card: AnyLayer,
  { statements }: Allowing,
): readonly PolicyChange[] | undefined {
  const { id: layer, policyIn: read } = card;
  const readings = read === undefined ? undefined : evidence[layer]?.[read];
  if (read === undefined || readings === undefined) return undefined;
  return Object.entries(readings).flatMap(([target, reading]) =>
    added(reading, card.side).map((place): PolicyChange => {
      const { path, policy } = place;
      const at = { layer, read, target, path };
      if (policy === undefined) {
        const name = path.length === 0 ? target : 'proposed';
        const edits = statements.map((_, index) => ({ is: 'added', index: index + 1 }) as const);
        const after = { Version: '2012-10-17', Statement: statements };
        return { place: at, policy: { name }, edit: 'create', after, statements: edits };
      }
      return changeOf(at, policy, (before) => [...before, ...statements].map((statement) => ({ statement })));
    }),
  );
}

/** By the shapes of `evidence/values`: a list of policies, levels with lists of policies, or one policy. */
function added(
  reading: LayerEvidence[string][string],
  side: AnyLayer['side'],
): readonly { readonly path: Path; readonly policy?: ReadPolicy }[] {
  // A caller has a list of policies, a resource has one.
  if (reading.status === 'absent') return [{ path: side === 'principal' ? ['policies', 0] : [] }];
  if (reading.status !== 'found') return [];
  return addedIn(reading.value, []);
}

function addedIn(value: unknown, path: Path): readonly { readonly path: Path; readonly policy?: ReadPolicy }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('levels' in value && Array.isArray(value.levels))
    return value.levels.flatMap((level: unknown, at) => addedIn(level, [...path, 'levels', at]));
  if ('policies' in value && Array.isArray(value.policies))
    return [{ path: [...path, 'policies', value.policies.length] }];
  if ('document' in value) return [{ path, policy: value as ReadPolicy }];
  return Object.entries(value).flatMap(([name, part]) => addedIn(part, [...path, name]));
}

/** The Sids of all statements in a layer's policies. */
export function sidsIn(evidence: LayerEvidence | undefined): readonly string[] {
  return policiesIn(evidence).flatMap(({ policy: { document } }) => {
    const parsed: unknown = typeof document === 'string' ? parsedOr(document) : document;
    if (typeof parsed !== 'object' || parsed === null || !('Statement' in parsed)) return [];
    return ([parsed.Statement].flat() as readonly (Statement | null)[])
      .map((one) => one?.['Sid'])
      .filter((sid) => typeof sid === 'string');
  });
}

export type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The condition added to each of these denying statements. */
export function exceptingFrom(
  evidence: EvidenceByLayer,
  layer: string,
  denying: readonly { readonly policy: CausePolicy; readonly statement: CauseStatement }[],
  condition: Condition,
): readonly PolicyChange[] {
  return policiesIn(evidence[layer]).flatMap((placed) => {
    const { policy, at } = placed;
    const indexes = denying
      .filter((one) => (one.policy.arn === undefined ? one.policy.name === policy.name : one.policy.arn === policy.arn))
      .map(({ statement }) => statement.index);
    if (indexes.length === 0) return [];
    return [
      changeOf({ layer, ...at }, { ...policy, ...defined({ attachedTo: attachedToOf(placed) }) }, (before) =>
        before.map((statement, index) =>
          indexes.includes(index + 1) ? { statement: narrowed(statement, condition), was: index + 1 } : { statement },
        ),
      ),
    ];
  });
}

/** A statement of the changed policy; `was`: the index of the one that it stands for, where that is another. */
interface Put {
  readonly statement: unknown;
  readonly was?: number;
}

function changeOf(
  place: PolicyChange['place'],
  { name, arn, attachedTo, document }: ReadPolicy,
  change: (before: readonly unknown[]) => readonly Put[],
): PolicyChange {
  const before = documentOf(document);
  const listed = [before['Statement'] ?? []].flat() as readonly unknown[];
  const puts = change(listed);
  const statements = puts.flatMap(({ was }, index): readonly StatementEdit[] => {
    if (was !== undefined) return [{ is: 'replaced', index: was, to: [index + 1] }];
    return index < listed.length ? [] : [{ is: 'added', index: index + 1 }];
  });
  const after = { ...before, Statement: puts.map(({ statement }) => statement) };
  return { place, policy: { name, ...defined({ arn, attachedTo }) }, edit: 'change', before, after, statements };
}

/** A policy that is no JSON stays what it is: the layer answers `malformed-policy` for it, before and after. */
function documentOf(document: unknown): PolicyDocument {
  const parsed: unknown = typeof document === 'string' ? parsedOr(document) : document;
  return typeof parsed === 'object' && parsed !== null ? (parsed as PolicyDocument) : {};
}

/** Text that is no JSON stays what it is: the layer answers `malformed-policy` for it, before and after. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Conditions of one statement are all required, and values of one negated condition exclude each of them. */
function narrowed(statement: unknown, condition: Condition): unknown {
  if (typeof statement !== 'object' || statement === null) return statement;
  const before = ('Condition' in statement ? statement.Condition : {}) as Condition;
  const after: Record<string, Readonly<Record<string, unknown>>> = { ...before };
  for (const [operator, keys] of Object.entries(condition)) {
    const merged: Record<string, unknown> = { ...after[operator] };
    for (const [key, value] of Object.entries(keys)) merged[key] = [merged[key] ?? [], value].flat();
    after[operator] = merged;
  }
  return { ...statement, Condition: after };
}
