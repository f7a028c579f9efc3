import type { ChangesReading } from '../evidence/values';
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';
import { agrees, namesLayer, saysSomething, shownWith } from './aws-said';
import { causesOf, type UngradedCause } from './causes';
import { certaintyOf, othersUnchanged, type GradingCase } from './certainty';
import { rankChanges } from './changes';
import { coverageOf } from './coverage';
import { decide } from './decide';
import { driftOf } from './drift';
import { findingsOf } from './findings';
import { proposeFixes } from './fixes';
import type { Block, Cause, Certainty, Decision, EvidenceByLayer, Status } from './types';
import { unknownsOf } from './unknowns';
import type { Suspect, Verdict } from './verdict';

export interface Investigated {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly changes: ChangesReading;
  /** ISO 8601: when the evidence was read. */
  readonly asOf: string;
  /** `false`: nothing was denied, somebody asks (`explain`). */
  readonly observed?: boolean;
}

/** Decides over the evidence and explains it: what blocks, how sure that is, how to fix it and what changed. */
export function conclude(investigated: Investigated): Verdict {
  const { request, evidence } = investigated;
  const now = decide(request, evidence);
  // Of what is allowed for certain, no layer can be said to have denied it: something changed since.
  const weighed = investigated.observed !== false && now.decision !== 'allowed';
  return verdictOf(investigated, now, weighed ? decide(request, evidence, { observed: 'denied' }) : now, layers);
}

/** `now` is what holds by evaluation alone, `denied` what holds because the request is known to have been denied. */
export function verdictOf(
  { request, evidence, changes, asOf, observed = true }: Investigated,
  now: Decision,
  denied: Decision,
  cards: readonly AnyLayer[],
): Verdict {
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  const causes = (blocks: readonly Block[]): readonly UngradedCause[] =>
    blocks.flatMap((block) => {
      const card = cardOf.get(block.layer);
      const found = denied.answers.find(
        (one) => one.layer === block.layer && one.authorization === block.authorization,
      );
      if (card === undefined || found === undefined) return [];
      const voided = voidedBy(denied, block.authorization, card);
      return causesOf(block, found.answer, card, { request, evidence, voided });
    });
  const certain = causes(now.blockers);
  const possible = causes(denied.suspects.filter((suspect) => !now.blockers.some((block) => same(block, suspect))));
  const named = ({ layer, action }: Pick<Block, 'layer' | 'action'>) => {
    const card = cardOf.get(layer);
    return card !== undefined && namesLayer(request.said, card, action);
  };
  const ranked = rankChanges(changes, evidence, [...certain, ...possible], cards);
  const grading: GradingCase = {
    observed,
    request,
    changes,
    ranked,
    cards,
    contradicted: saysSomething(request.said) && ![...certain, ...possible].some(named),
  };
  const graded = (cause: UngradedCause): Cause => gradedCause(cause, cardOf, grading);
  const { root, next } = split(certain, possible, { named, grading, cardOf });
  const rootCauses = root.map(graded);
  return {
    request,
    observed,
    status: statusOf(now, certain, rootCauses, grading),
    asOf,
    certainty: rootCauses[0]?.certainty ?? certaintyWithout(now, grading),
    decision: now.decision,
    rootCauses,
    blocksNext: next.map(graded),
    suspects: now.decision === 'allowed' ? [] : suspectsOf(denied, request),
    drift: driftOf(grading),
    findings: findingsOf(denied, request),
    fixes: proposeFixes([...root, ...next], { request, evidence, cards }),
    changes: ranked.map(({ change }) => change),
    unknowns: unknownsOf(denied, request, driftOf(grading)),
    coverage: coverageOf(denied, changes),
  };
}

/** A grant may stand in a policy and be worth nothing: the modifiers that say so. */
function voidedBy({ answers }: Decision, authorization: number, { grantForm }: AnyLayer): Cause['notes'] {
  return answers.flatMap((one) => {
    if (one.authorization !== authorization || one.answer.outcome === 'unknown') return [];
    const effects = (one.answer.judgement.effects ?? []).filter(({ voids }) => voids === grantForm);
    const setting = one.answer.explain().setting ?? one.layer;
    return effects.map(({ to }) => ({ code: 'grants-voided', facts: { by: one.layer, setting, to } }));
  });
}

interface Weighing {
  readonly named: (cause: Pick<Block, 'layer' | 'action'>) => boolean;
  readonly grading: GradingCase;
  readonly cardOf: ReadonlyMap<string, AnyLayer>;
}

/** The root cause is what AWS named, else the first that certainly blocks, else the only one left. */
function split(
  certain: readonly UngradedCause[],
  possible: readonly UngradedCause[],
  weighing: Weighing,
): { readonly root: readonly UngradedCause[]; readonly next: readonly UngradedCause[] } {
  const { named, grading, cardOf } = weighing;
  const { said } = grading.request;
  const agreeing = certain.find((cause) => agrees(said, cardOf.get(cause.layer) as AnyLayer, cause));
  const first = agreeing ?? certain.find(named);
  if (first !== undefined) return { root: [first], next: after(first, certain) };
  const pointedAt = possible.filter(named);
  if (pointedAt.length > 0) return { root: pointedAt, next: certain };
  const [inOrder] = certain;
  if (inOrder !== undefined) return { root: [inOrder], next: after(inOrder, certain) };
  return { root: grading.observed ? candidates(possible, grading, cardOf) : [], next: [] };
}

/** More candidates than a person would check by hand say nothing. */
const mostCandidates = 4;

/**
 * Nothing certainly blocks and AWS names nothing. The only layer left did it, if nothing changed since; of a few layers each
 * is possible. But where a change may explain the denial as well, a single layer would read as the culprit: none is named.
 */
function candidates(
  possible: readonly UngradedCause[],
  grading: GradingCase,
  cardOf: ReadonlyMap<string, AnyLayer>,
): readonly UngradedCause[] {
  const left = [...new Set(possible.map(({ layer }) => layer))].flatMap((id) => cardOf.get(id) ?? []);
  const [only] = left;
  if (only !== undefined && left.length === 1) {
    return othersUnchanged(grading, only) ? possible : [];
  }
  return left.length <= mostCandidates && driftOf(grading).is !== 'found' ? possible : [];
}

/** The rest, without the same statement under another action: fixing it once fixes both. */
function after(first: UngradedCause, all: readonly UngradedCause[]): readonly UngradedCause[] {
  const seen = new Set([identity(first)]);
  return all.filter((cause) => cause !== first && !seen.has(identity(cause)) && seen.add(identity(cause)));
}

function identity({ layer, action, policy, statement }: UngradedCause): string {
  return JSON.stringify(
    statement === undefined
      ? [layer, action]
      : [layer, policy?.arn ?? policy?.name, policy?.attachedTo, statement.index],
  );
}

function gradedCause(cause: UngradedCause, cardOf: ReadonlyMap<string, AnyLayer>, grading: GradingCase): Cause {
  const { block: _block, answer: _answer, ...shown } = cause;
  const card = cardOf.get(cause.layer) as AnyLayer;
  const { said } = grading.request;
  const agreed = agrees(said, card, cause) || (cause.outcome === 'unknown' && namesLayer(said, card, cause.action));
  return { ...shown, certainty: certaintyOf(cause, card, grading), ...shownWith(said, agreed) };
}

function statusOf(
  now: Decision,
  certain: readonly UngradedCause[],
  rootCauses: readonly Cause[],
  grading: GradingCase,
): Status {
  if (certain.length > 0 || now.decision.endsWith('deny') || now.decision === 'denied') return 'denied';
  if (now.decision === 'allowed') {
    if (!grading.observed) return 'allowed';
    return restsOnAssumption(grading) ? 'inconclusive' : 'would-be-allowed-now';
  }
  return rootCauses.length === 1 && rootCauses[0]?.certainty === 'by-elimination' ? 'denied' : 'inconclusive';
}

function certaintyWithout(now: Decision, grading: GradingCase): Certainty {
  const sure = !grading.observed && now.decision !== 'unknown' && !restsOnAssumption(grading);
  return sure ? 'established' : 'possible';
}

function restsOnAssumption({ request }: GradingCase): boolean {
  return request.authorizations.some(({ assumptions }) => assumptions.length > 0);
}

function suspectsOf({ suspects, answers }: Decision, request: BoundRequest): readonly Suspect[] {
  return suspects.map(({ layer, action, authorization }) => {
    const answer = answers.find((one) => one.layer === layer && one.authorization === authorization)?.answer;
    return {
      layer,
      action,
      resource: request.authorizations[authorization]?.resource ?? null,
      unknowns: answer?.outcome === 'unknown' ? answer.unknowns : [],
    };
  });
}

function same(one: Block, other: Block): boolean {
  return one.layer === other.layer && one.authorization === other.authorization;
}
