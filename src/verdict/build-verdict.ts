/** From what was investigated to the verdict: decide, name the causes, weigh them, find what mends them. */
import type { Decide } from '../decision/decide';
import type { Decision, EvidenceByLayer } from '../decision/types';
import { defined } from '../defined';
import type { AnyLayer } from '../layers/define';
import { accessLogUnknowns } from './access-log';
import type { UngradedCause } from './causes/causes';
import { causesIn } from './causes/causes-of-blocks';
import { compareWithAws } from './causes/compare-with-aws';
import { splitCauses, type Split } from './causes/root-causes';
import { driftOf } from './certainty/drift';
import { graded } from './certainty/graded';
import { weighingOf } from './certainty/weighing';
import { judgedChanges } from './changes/judged-changes';
import { rankChanges, type RankedChange } from './changes/rank';
import { driftLeft, sinceDenial, statusSince } from './changes/since-denial';
import { coverageOf } from './coverage';
import { decidedAsOfDenial, type Decided } from './decided';
import { findingsOf } from './findings';
import { fixesOf } from './fixes/fixes-of';
import { comparedWithSuccesses } from './intermittent/compare';
import type { Investigated } from './investigated';
import { isSameGate } from './same-gate';
import { certaintyWithoutCause, statusOf } from './status';
import { suspectsOf } from './suspects';
import { unknownsOf } from './unknowns';
import type { Verdict } from './verdict';

/** What the evidence says, explained. `decide` decides over these very cards. */
export function verdictOf(given: Investigated, cards: readonly AnyLayer[], decide: Decide): Verdict {
  const decided = decidedAsOfDenial(given, cards, decide);
  const { investigated, undone, now, denied, certain, possible } = decided;
  const { request, evidence, changes, asOf, observed = true } = investigated;
  const causes = [...certain, ...possible];
  const ranked = changesOf(decided, given, cards, decide);
  const comparison = compareWithAws({ request, cards, decision: now, causes });
  const weighing = weighingOf({ ...decided, ranked, comparison }, cards, decide);
  const { grading } = weighing;
  const split = splitCauses(certain, possible, weighing);
  const rootCauses = split.root.map((cause) => graded(cause, grading, denied));
  const since = sinceDenial(now, undone, given, decide);
  const lasting = since === undefined ? undefined : { since, causes: causesIn(since.blockers, since, given, cards) };
  const status = statusSince(statusOf(now, rootCauses, grading), since);
  const certainty = rootCauses[0]?.certainty ?? certaintyWithoutCause(now, grading);
  const findings = findingsOf(denied, request);
  const drift = driftLeft(driftOf(grading), ranked, undone);
  // What is mended is what denies by now.
  const present = lasting === undefined ? investigated : given;
  return {
    request,
    observed,
    status,
    asOf: oldestIn(evidence) ?? asOf,
    certainty,
    decision: now.decision,
    rootCauses,
    blocksNext: [
      ...split.next.map((cause) => graded(cause, grading, denied)),
      ...arisen(lasting, now).map((cause) => graded(cause, { ...grading, blockers: since?.blockers ?? [] }, denied)),
    ],
    suspects: now.decision === 'allowed' ? [] : suspectsOf(denied, request, grading, rootCauses),
    drift,
    findings,
    ...defined({ awsEvaluation: comparison }),
    ...fixesOf(
      given.fixes === false ? [] : standing(split, lasting),
      { request: present.request, evidence: present.evidence, cards, now: since ?? now },
      decide,
    ),
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

function changesOf(
  { investigated, undone, now, certain, possible }: Decided,
  given: Investigated,
  cards: readonly AnyLayer[],
  decide: Decide,
): readonly RankedChange[] {
  const { request, evidence, changes: reading } = investigated;
  const causes = [...certain, ...possible];
  // What was taken away since may be named by what is left only.
  const touching = rankChanges({ reading, request, evidence: given.evidence, causes, cards });
  return judgedChanges(touching, { request, evidence, cards, decide, now, undone });
}

/** What blocks by the policies as they are now, where they are not those of the denial. */
interface Lasting {
  readonly since: Decision;
  readonly causes: readonly UngradedCause[];
}

const standing = ({ root, next }: Split, lasting: Lasting | undefined): readonly UngradedCause[] =>
  lasting === undefined ? [...root, ...next] : lasting.causes;

/** What blocks only since the denial. */
const arisen = (lasting: Lasting | undefined, then: Decision): readonly UngradedCause[] =>
  (lasting?.causes ?? []).filter(({ block }) => !then.blockers.some((own) => isSameGate(own, block)));

/** When the oldest part of the evidence was read. */
function oldestIn(evidence: EvidenceByLayer): string | undefined {
  const times = Object.values(evidence).flatMap((reads) =>
    Object.values(reads).flatMap((readings) => Object.values(readings).flatMap(({ readAt }) => readAt ?? [])),
  );
  return times.sort()[0];
}
