import { defined } from '../defined';
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';
import { accessLogUnknowns } from './access-log';
import { compareWithAws } from './causes/compare-with-aws';
import { agreesWithEvaluation, evaluatedAs } from './causes/evaluated-by-aws';
import { agrees, namesLayer, saysSomething, shownWith } from './causes/said-by-aws';
import { readyFixes } from './commands/ready-fixes';
import type { UngradedCause } from './causes/causes';
import { circumstancesOf } from './causes/circumstances';
import { cardNamed, causesIn } from './causes/causes-of-blocks';
import { withPerhapsAsked } from './causes/perhaps-asked';
import { certaintyOf } from './certainty/certainty';
import type { GradingCase } from './certainty/grading-case';
import { asOfDenial } from './changes/as-of-denial';
import { judgedChanges } from './changes/judged-changes';
import { rankChanges } from './changes/rank';
import { comparedWithSuccesses } from './intermittent/compare';
import { coverageOf } from './coverage';
import { driftOf } from './certainty/drift';
import { isAnsweredOtherwise, isNotRecordedSo } from './causes/answered-otherwise';
import { findingsOf } from './findings';
import type { FixCase } from './fixes/fix-case';
import { conditionFixes } from './fixes/other-fixes';
import { sourceFixes } from './fixes/policies/source-fixes';
import { proposeFixes } from './fixes/prove';
import { judgedBy } from '../judging/judged-by';
import type { Investigated } from './investigated';
import { voidedBeforehand } from './causes/voided-beforehand';
import { splitCauses } from './causes/root-causes';
import { driftLeft, sinceDenial, statusSince } from './changes/since-denial';
import { certaintyWithoutCause, statusOf } from './status';
import type { Cause, VerdictNote } from './types';
import type { Decide } from '../decision/decide';
import type { DenyingLayer, Decision, EvidenceByLayer } from '../decision/types';
import { unknownsOf } from './unknowns';
import type { Suspect, Verdict } from './verdict';

/** What the evidence says, explained. `decide` decides over these very cards. */
export function verdictOf(given: Investigated, cards: readonly AnyLayer[], decide: Decide): Verdict {
  const { undone, ...then } = asOfDenial(given, cards);
  const investigated = withPerhapsAsked({ ...given, ...then }, decide);
  const { request, evidence, changes, asOf, observed = true, settled = [] } = investigated;
  const now = decide(request, evidence);
  // No layer can have denied what is certainly allowed: something changed since.
  const denied = observed && now.decision !== 'allowed' ? decide(request, evidence, { observed: 'denied' }) : now;
  const certain = causesIn(now.blockers, denied, investigated, cards);
  const others = denied.suspects.filter((suspect) => !now.blockers.some((block) => same(block, suspect)));
  const possible = causesIn(others, denied, investigated, cards);
  const cardOf = (layer: string) => cardNamed(layer, cards);
  const evaluated = ({ layer, block }: UngradedCause) =>
    evaluatedAs(cardOf(layer), request.authorizations[block.authorization]?.evaluation);
  const refuted = (cause: UngradedCause) => evaluated(cause).is === 'passes';
  const named = (cause: UngradedCause) =>
    evaluated(cause).is === 'denies' || namesLayer(request.said, cardOf(cause.layer), cause.action);
  const agreed = (cause: UngradedCause) =>
    agreesWithEvaluation(evaluated(cause), cause) ||
    (!refuted(cause) && agrees(request.said, cardOf(cause.layer), cause));
  const causes = [...certain, ...possible];
  // What was taken away since may be named by what is left only.
  const touching = rankChanges({ reading: changes, request, evidence: given.evidence, causes, cards });
  const ranked = judgedChanges(touching, { request, evidence, cards, decide, now, undone });
  const found = (cause: UngradedCause) => named(cause) && (cause.outcome === 'unknown' || agreed(cause));
  const actions = request.authorizations.map(({ action }) => action);
  const namesAnother = saysSomething(request.said, cards, actions) && !causes.some(found);
  const comparison = compareWithAws({ request, cards, decision: now, causes });
  const onlySuspect = onlyLayer(denied.suspects);
  const grading: GradingCase = {
    observed,
    request,
    evidence,
    changes,
    ranked: ranked.filter(({ recorded }) => !undone.has(recorded.eventId)),
    settled,
    cards,
    namesAnother,
    contradicted: namesAnother || (comparison?.differences.length ?? 0) > 0,
    agreed,
    refuted,
    onlySuspect,
    blockers: now.blockers,
    answeredOtherwise: (cause) => isAnsweredOtherwise(cause, cardOf(cause.layer), investigated, decide),
    // An ACL never denies: one that grants nothing now can only have let more pass.
    standsAside: ({ id, grantForm }) =>
      denied.answers.every(
        ({ layer, answer: { outcome } }) =>
          layer !== id ||
          outcome === 'not-applicable' ||
          (grantForm === 'access-control-list' && outcome === 'does-not-allow'),
      ),
  };
  const { root, next } = splitCauses(certain, possible, { named, grading });
  const rootCauses = root.map((cause) => graded(cause, cardOf(cause.layer), grading, denied));
  const since = sinceDenial(now, undone, given, decide);
  const status = statusSince(statusOf(now, rootCauses, grading), since);
  const certainty = rootCauses[0]?.certainty ?? certaintyWithoutCause(now, grading);
  const findings = findingsOf(denied, request);
  const drift = driftLeft(driftOf(grading), ranked, undone);
  // What is mended is what denies by now.
  const present = since === undefined ? investigated : given;
  const fixCase: FixCase = { request: present.request, evidence: present.evidence, cards, decide, ask, targetOf };
  const lasting = since === undefined ? [] : causesIn(since.blockers, since, given, cards);
  const standing = since === undefined ? [...root, ...next] : lasting;
  const blocking = given.fixes === false ? [] : standing;
  const arisen = lasting.filter(({ block }) => !now.blockers.some((own) => same(own, block)));
  // Whose policies are not all known is changed by nobody; what the caller can send helps all the same.
  const open = blocking.filter((cause) => cause.outcome === 'unknown' && !deniesUnnamed(cause));
  const { fixes, fixedTogether } = proposeFixes(
    blocking.filter((cause) => !open.includes(cause)),
    fixCase,
  );
  const sent = open.flatMap((cause) => [
    ...conditionFixes(cause, fixCase),
    ...sourceFixes(cause, fixCase, since ?? now),
  ]);
  return {
    request,
    observed,
    status,
    asOf: oldestIn(evidence) ?? asOf,
    certainty,
    decision: now.decision,
    rootCauses,
    blocksNext: [
      ...next.map((cause) => graded(cause, cardOf(cause.layer), grading, denied)),
      ...arisen.map((cause) =>
        graded(cause, cardOf(cause.layer), { ...grading, blockers: since?.blockers ?? [] }, denied),
      ),
    ],
    suspects: now.decision === 'allowed' ? [] : suspectsOf(denied, request, grading, rootCauses),
    drift,
    findings,
    ...(fixedTogether === undefined ? {} : { fixedTogether }),
    ...defined({ awsEvaluation: comparison }),
    fixes: readyFixes([...fixes, ...sent], blocking, {
      request: present.request,
      evidence: present.evidence,
      cards,
      now: since ?? now,
    }),
    changes: ranked.map(({ change }) => change),
    ...defined({
      lastAllowed: changes.lastAllowed,
      intermittent: comparedWithSuccesses(given.successes ?? [], { request, evidence, decide, causes: rootCauses }),
    }),
    unknowns: [
      ...unknownsOf(denied, request, drift),
      ...accessLogUnknowns({ status, certainty, rootCauses }, findings),
    ],
    coverage: coverageOf(denied, changes),
  };
}

const ask: FixCase['ask'] = (layer, subject, evidence) => judgedBy(layer, subject, evidence[layer.id]);
const targetOf: FixCase['targetOf'] = ({ reads }, read, { authorization, request }) =>
  reads[read]?.target(authorization, request);

function graded(cause: UngradedCause, card: AnyLayer, grading: GradingCase, { answers }: Decision): Cause {
  const { block: _block, answer: _answer, ...shown } = cause;
  const { said } = grading.request;
  const agreed = agrees(said, card, cause) || (cause.outcome === 'unknown' && namesLayer(said, card, cause.action));
  // AWS names one reason of several: where it names another one that is found as well, nothing is to be said here.
  const words = agreed || grading.namesAnother ? shownWith(said, agreed) : {};
  const otherwise: VerdictNote = isNotRecordedSo(cause, card, grading.request)
    ? { code: 'not-recorded-so', facts: {} }
    : { code: 'answered-otherwise', facts: { errorCode: grading.request.errorCode } };
  const notes = [
    ...voidedBeforehand(cause, grading.request, answers, grading.cards),
    ...(cause.notes ?? []),
    ...circumstancesOf(cause, card, grading.request),
    ...(grading.answeredOtherwise(cause) ? [otherwise] : []),
  ];
  return { ...shown, ...(notes.length === 0 ? {} : { notes }), certainty: certaintyOf(cause, card, grading), ...words };
}

function suspectsOf(
  { suspects, answers }: Decision,
  request: BoundRequest,
  { blockers, cards }: GradingCase,
  rootCauses: readonly Cause[],
): readonly Suspect[] {
  // AWS names the policies that denied: beside them only what certainly blocks is left.
  const isSaid = request.said.is === 'reason' && rootCauses.some(({ awsSaid }) => awsSaid?.agrees === true);
  const left = suspects.filter(
    (suspect) =>
      !isSaid ||
      blockers.some((block) => same(block, suspect)) ||
      namesLayer(request.said, cardNamed(suspect.layer, cards), suspect.action),
  );
  return left.map(({ layer, action, authorization }) => {
    const answer = answers.find((one) => one.layer === layer && one.authorization === authorization)?.answer;
    return {
      layer,
      action,
      resource: request.authorizations[authorization]?.resource ?? null,
      unknowns: answer?.outcome === 'unknown' ? answer.unknowns : [],
    };
  });
}

/** When the oldest part of the evidence was read. */
function oldestIn(evidence: EvidenceByLayer): string | undefined {
  const times = Object.values(evidence).flatMap((reads) =>
    Object.values(reads).flatMap((readings) => Object.values(readings).flatMap(({ readAt }) => readAt ?? [])),
  );
  return times.sort()[0];
}

function onlyLayer(blocks: readonly DenyingLayer[]): string | undefined {
  const [first] = blocks;
  return blocks.every(({ layer }) => layer === first?.layer) ? first?.layer : undefined;
}

function same(one: DenyingLayer, other: DenyingLayer): boolean {
  return one.layer === other.layer && one.authorization === other.authorization;
}

/** The statement is known, and open is which objects it was asked about. */
const deniesUnnamed = ({ statement, resource }: UngradedCause): boolean => statement !== undefined && resource === null;
