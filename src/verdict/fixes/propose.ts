/** What could be changed about a cause: by the layer's owner, and by whoever sends the request. */
import { defined } from '../../defined';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import type { UngradedCause } from '../causes/causes';
import {
  allowing,
  exceptPrincipal,
  sidsIn,
  addingStatements,
  exceptingFrom,
  type Allowing,
  type Condition,
} from './policy-edits';
import { requestChanges } from './request-changes';
import type { EvidenceByLayer } from '../../decision/types';
import type { FixCode, FixFacts, FixKind, ProposedFix } from '../verdict';
import type { PolicyChange } from './types';

/** What is decided over. */
export interface Situation {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
}

export interface Proposal {
  /** What it is meant to end. */
  readonly causes: readonly UngradedCause[];
  readonly code: FixCode;
  readonly facts: FixFacts;
  readonly kind: FixKind;
  readonly reason?: NonNullable<ProposedFix['reason']>;
  readonly document?: unknown;
  /** Absent: nothing that could be tried here. */
  readonly change?: Change;
}

/** Policies are changed, or the request is another one. */
export type Change =
  | { readonly of: 'policies'; readonly changes: (before: Situation) => readonly PolicyChange[] }
  | { readonly of: 'request'; readonly request: (before: BoundRequest) => BoundRequest };

/** What the layers themselves could change: statements more, or one exception. What one policy lacks is added at once. */
export function ownChanges(
  causes: readonly UngradedCause[],
  cards: readonly AnyLayer[],
  { request, evidence }: Situation,
): readonly Proposal[] {
  return causes.flatMap((cause) => {
    const card = cards.find(({ id }) => id === cause.layer);
    if (card === undefined) return [];
    if (!lacksAllow(cause)) return [ownChange(cause, card, request)];
    const together = causes.filter((other) => other.layer === cause.layer && lacksAllow(other));
    return together[0] === cause ? permissions(together, card, { request, evidence }) : [];
  });
}

function lacksAllow({ statement, notes, outcome }: UngradedCause): boolean {
  const voided = notes?.some(({ code }) => code === 'grants-voided') === true;
  return statement === undefined && !voided && outcome === 'does-not-allow';
}

/** What the caller or the owner of the resource could do so that the condition is met. */
export function alternatives(cause: UngradedCause, { request }: Situation): readonly Proposal[] {
  return requestChanges(cause, request).map(({ request: changed, facts, ...proposal }) => ({
    ...proposal,
    causes: [cause],
    facts: { ...factsOf(cause, request), ...facts },
    change: { of: 'request', request: () => changed },
  }));
}

function ownChange(cause: UngradedCause, card: AnyLayer, request: BoundRequest): Proposal {
  const facts = factsOf(cause, request);
  const causes = [cause];
  if (cause.statement !== undefined) return exception(cause, request);
  const voided = cause.notes?.some(({ code }) => code === 'grants-voided');
  if (voided === true) return { causes, code: 'change-setting', facts, kind: 'hand-over' };
  const [note] = cause.notes ?? [];
  if (card.fix === 'change-the-request' && note !== undefined) {
    const told = { ...facts, ...note.facts, note: note.code };
    const parameters = card.metBy?.[note.code];
    return {
      causes,
      code: 'change-request',
      facts: told,
      reason: note,
      kind: 'change-the-request',
      ...(parameters === undefined ? {} : { change: sending(parameters) }),
    };
  }
  if (cause.setting === undefined) return { causes, code: 'ask-owner', facts, kind: 'hand-over' };
  const told = note === undefined ? facts : { ...note.facts, ...facts, note: note.code };
  return { causes, code: 'change-setting', facts: told, ...defined({ reason: note }), kind: 'hand-over' };
}

/** An explicit deny is a guardrail: its owner decides, and the exception is only tried here. */
function exception(cause: UngradedCause, request: BoundRequest): Proposal {
  const facts = factsOf(cause, request);
  const condition = exceptPrincipal(request, cause.block.authorization);
  const { policy, statement, alsoDeniedBy = [], layer } = cause;
  if (condition === undefined || policy === undefined || statement === undefined)
    return { causes: [cause], code: 'ask-owner', facts, kind: 'hand-over' };
  const denying = [{ policy, statement }, ...alsoDeniedBy];
  return {
    causes: [cause],
    code: 'ask-to-except',
    facts: { ...facts, ...exceptedIn(condition) },
    kind: 'hand-over',
    document: { Condition: condition },
    change: { of: 'policies', changes: (before) => exceptingFrom(before.evidence, layer, denying, condition) },
  };
}

function exceptedIn(condition: Condition): Pick<FixFacts, 'principal'> {
  const [principal] = Object.values(condition).flatMap((keys) => Object.values(keys));
  return typeof principal === 'string' ? { principal } : {};
}

/** Missing Allows: statements for this principal, these actions and these resources. */
function permissions(
  causes: readonly UngradedCause[],
  card: AnyLayer,
  { request, evidence }: Situation,
): readonly Proposal[] {
  const asked = causes.map(({ block }) => block.authorization);
  // Nobody can change the policy of a key of AWS's: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  const isFixed = card.side === 'key' && asked.some((one) => request.authorizations[one]?.flags.awsManagedKey === true);
  const missing = isFixed ? undefined : allowing(request, asked, card, sidsIn(evidence[card.id]));
  if (missing === undefined || addingStatements(evidence, card, missing) === undefined) {
    return causes.map((cause) => ({
      causes: [cause],
      code: 'ask-owner',
      facts: factsOf(cause, request),
      kind: 'hand-over',
    }));
  }
  const kind = card.fix ?? 'patch';
  const [first, ...more] = missing.statements;
  return [
    {
      causes,
      code: kind === 'patch' ? 'allow' : kind === 'hand-over' ? 'ask-to-allow' : 'ask-for-credentials',
      facts: { ...factsOfAll(causes, missing, request), ...holderOf(card, request) },
      kind,
      document: more.length === 0 ? first : missing.statements,
      change: { of: 'policies', changes: (before) => addingStatements(before.evidence, card, missing) ?? [] },
    },
  ];
}

function factsOfAll(causes: readonly UngradedCause[], { principal }: Allowing, request: BoundRequest): FixFacts {
  const all = causes.map((cause) => factsOf(cause, request));
  const listed = (name: 'action' | 'resource') => [...new Set(all.flatMap((facts) => facts[name] ?? []))].join(', ');
  const { policy, attachedTo } = all[0] ?? {};
  return {
    action: listed('action'),
    resource: listed('resource'),
    ...defined({ policy, attachedTo, principal }),
  };
}

/** Whose policy grows; a key says itself which it is. */
function holderOf({ side }: AnyLayer, { principal, bucket, accessPoint }: BoundRequest): Pick<FixFacts, 'holder'> {
  const caller = principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  const holder = {
    principal: caller,
    resource: bucket,
    'access-point': accessPoint,
    key: undefined,
    network: undefined,
  }[side];
  return defined({ holder });
}

/** `null` takes a parameter away. */
function sending(changed: Readonly<Record<string, string | null>>): Change {
  return {
    of: 'request',
    request: (request) => {
      const all = Object.entries({ ...request.parameters, ...changed });
      const parameters = Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null));
      return { ...request, parameters };
    },
  };
}

function factsOf(cause: UngradedCause, { principal }: BoundRequest): FixFacts {
  const { action, resource, policy, statement, setting } = cause;
  return defined({
    action,
    resource: resource ?? undefined,
    policy: policy?.name ?? policy?.arn,
    attachedTo: policy?.attachedTo,
    statement: statement === undefined ? undefined : (statement.sid ?? `#${statement.index}`),
    setting,
    principal: 'arn' in principal ? principal.arn : undefined,
    service: principal.type === 'service' ? principal.service : undefined,
    anonymous: principal.type === 'anonymous' ? 'true' : undefined,
  });
}
