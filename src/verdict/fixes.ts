/** The smallest change for each cause, decided again over all evidence with the change in place. */
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';
import type { UngradedCause } from './causes';
import {
  allowStatement,
  exceptPrincipal,
  withException,
  withStatement,
  type Allowing,
  type Condition,
} from './patches';
import { requestChanges } from './request-changes';
import type { Decision, EvidenceByLayer, Fix } from './types';
import type { FixCode, ProposedFix } from './verdict';
import type { Court } from './verdict-of';

export interface FixCase {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly court: Court;
}

type Facts = Readonly<Record<string, string>>;

export function proposeFixes(causes: readonly UngradedCause[], fixCase: FixCase): readonly ProposedFix[] {
  const all = causes.flatMap((cause) => {
    const card = fixCase.court.cards.find(({ id }) => id === cause.layer);
    return card === undefined ? [] : [...changesOfRequest(cause, fixCase), ownChange(cause, card, fixCase)];
  });
  // Two causes may ask for the same tag or header: once is enough.
  const seen = new Set<string>();
  return all.filter((fix) => {
    const advice = JSON.stringify(sameAdvice(fix));
    return !seen.has(advice) && seen.add(advice);
  });
}

function sameAdvice({ layer, code, facts }: ProposedFix): readonly unknown[] {
  const { key, resource } = facts;
  return key === undefined ? [layer, code, facts] : [code, key, resource];
}

/** What the layer itself could change: one statement more, or one exception. */
function ownChange(cause: UngradedCause, card: AnyLayer, fixCase: FixCase): ProposedFix {
  const facts = factsOf(cause, fixCase.request);
  if (cause.statement !== undefined) return exception(cause, fixCase, facts);
  const voided = cause.notes?.some(({ code }) => code === 'grants-voided');
  if (voided === true) return unproven(cause, fixCase, { code: 'change-setting', facts, kind: 'hand-over' });
  if (cause.outcome === 'does-not-allow') return permission(cause, card, fixCase, facts);
  const [note] = cause.notes ?? [];
  if (card.fix === 'change-the-request' && note !== undefined) {
    const told = { ...facts, ...note.facts, note: note.code };
    const proposal = { code: 'change-request', facts: told, kind: 'change-the-request' } as const;
    const parameters = card.metBy?.[note.code];
    if (parameters === undefined) return unproven(cause, fixCase, proposal);
    return proven(cause, { ...fixCase, request: withParameters(fixCase.request, parameters) }, proposal);
  }
  const code = cause.setting === undefined ? 'ask-owner' : 'change-setting';
  return unproven(cause, fixCase, { code, facts, kind: 'hand-over' });
}

/** An explicit deny is a guardrail: its owner decides, and the exception is only tried here. */
function exception(cause: UngradedCause, fixCase: FixCase, facts: Facts): ProposedFix {
  const condition = exceptPrincipal(fixCase.request, cause.block.authorization);
  const { policy, statement, alsoDeniedBy = [] } = cause;
  if (condition === undefined || policy === undefined || statement === undefined) {
    return unproven(cause, fixCase, { code: 'ask-owner', facts, kind: 'hand-over' });
  }
  const denying = [{ policy, statement }, ...alsoDeniedBy];
  const evidence = withException(fixCase.evidence, cause.layer, denying, condition);
  const document = { Condition: condition };
  const excepted = { ...facts, ...exceptedIn(condition) };
  return proven(
    cause,
    { ...fixCase, evidence },
    { code: 'ask-to-except', facts: excepted, kind: 'hand-over', document },
  );
}

function exceptedIn(condition: Condition): Facts {
  const [principal] = Object.values(condition).flatMap((keys) => Object.values(keys));
  return typeof principal === 'string' ? { principal } : {};
}

/** A missing Allow: a statement for this principal, this action and this resource. */
function permission(cause: UngradedCause, card: AnyLayer, fixCase: FixCase, facts: Facts): ProposedFix {
  const kind = card.fix ?? 'patch';
  const allowing: Allowing | undefined = allowStatement(fixCase.request, cause.block.authorization, card);
  const evidence = allowing === undefined ? undefined : withStatement(fixCase.evidence, card, allowing);
  if (allowing === undefined || evidence === undefined) {
    return unproven(cause, fixCase, { code: 'ask-owner', facts, kind: 'hand-over' });
  }
  const { principal } = allowing;
  const named = { ...facts, policy: facts['policy'] ?? card.title, ...(principal === undefined ? {} : { principal }) };
  const code = kind === 'patch' ? 'allow' : kind === 'hand-over' ? 'ask-to-allow' : 'ask-for-credentials';
  return proven(cause, { ...fixCase, evidence }, { code, facts: named, kind, document: allowing.statement });
}

/** What the caller or the owner of the resource could do so that the condition is met. */
function changesOfRequest(cause: UngradedCause, fixCase: FixCase): readonly ProposedFix[] {
  return requestChanges(cause, fixCase.request).flatMap(({ request, ...proposal }) => {
    const facts = { ...factsOf(cause, fixCase.request), ...proposal.facts };
    const fix = proven(cause, { ...fixCase, request }, { ...proposal, facts });
    // Meeting one condition helps only where nothing else of that layer denies.
    return fix.verified ? [fix] : [];
  });
}

interface Proposal {
  readonly code: FixCode;
  readonly facts: Facts;
  readonly kind: Fix['kind'];
  readonly document?: unknown;
  readonly command?: string;
}

/** Verified: what this cause is made of then no longer blocks. Whether anything else does, `decisionAfter` says. */
function proven(cause: UngradedCause, { request, evidence, court }: FixCase, proposal: Proposal): ProposedFix {
  const after = court.decide(request, evidence);
  const remaining = after.blockers.map(({ layer, action }) => ({ layer, action }));
  return {
    layer: cause.layer,
    ...proposal,
    verified: !stillBlocks(cause, after),
    decisionAfter: after.decision,
    remaining,
  };
}

/** Another policy of the same layer is another cause. */
function stillBlocks({ block, policy, statement }: UngradedCause, { suspects, answers }: Decision): boolean {
  const isHere = (one: { readonly layer: string; readonly authorization: number }) =>
    one.layer === block.layer && one.authorization === block.authorization;
  if (!suspects.some(isHere)) return false;
  const answer = answers.find(isHere)?.answer;
  if (statement === undefined || answer?.outcome !== 'denies') return true;
  return answer.statements.some(
    (one) => one.index === statement.index && (one.policyArn ?? one.policy) === (policy?.arn ?? policy?.name),
  );
}

function unproven(cause: UngradedCause, { request, evidence, court }: FixCase, proposal: Proposal): ProposedFix {
  const { decision, blockers } = court.decide(request, evidence);
  const remaining = blockers.map(({ layer, action }) => ({ layer, action }));
  return { layer: cause.layer, ...proposal, verified: false, decisionAfter: decision, remaining };
}

function withParameters(request: BoundRequest, changed: Readonly<Record<string, string | null>>): BoundRequest {
  const all = Object.entries({ ...request.parameters, ...changed });
  const parameters = Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null));
  return { ...request, parameters };
}

function factsOf(cause: UngradedCause, { principal }: BoundRequest): Facts {
  const { action, resource, policy, statement, setting } = cause;
  const facts = {
    action,
    resource: resource ?? undefined,
    policy: policy?.name ?? policy?.arn,
    attachedTo: policy?.attachedTo,
    statement: statement === undefined ? undefined : (statement.sid ?? `#${statement.index}`),
    setting,
    principal: 'arn' in principal ? principal.arn : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined));
}
