/** The answers of layers that judge policies. What people read of them is made only when they ask. */
import { compareNearness, explainStatement, referTo } from '../../engine/explain';
import type { Statement } from '../../engine/statement';
import type { Truth } from '../../engine/truth';
import type { StatementExplanation, StatementReference } from '../../engine/types';
import type { NamedPolicy } from '../../evidence/values';
import type { Unknown } from '../types';
import { preparedRequest } from '../engine-request';
import type { Answer, Explanation, JudgedPolicies, Judgement } from '../types';
import { judged, possibleJudgements } from '../judgements';
import type { Judged } from './judged';
import type { Form } from './form';
import { whoIsMeant } from './statement-addition';
import type { AppliedStatement } from './groups';
import { compiledOf } from './tally';
import { unknownsIn } from './unknowns';

/** A definite answer. `applies` is false only for what is proven to be no gate on this request's way. */
export function answered(judgement: Judgement, judged: Judged): Answer {
  return new PolicyAnswer(judgement, judged);
}

/** An answer that hangs on what is unknown. */
export function undecided(possible: readonly Judgement[], judged: Judged): Answer {
  return new OpenAnswer(possible, judged);
}

/** The answer of a limit, or of the caller's own policies: how an Allow names the caller plays no part. */
export function answerFor(denies: Truth, allows: Truth, all: Judged): Answer {
  if (denies === true) return answered(judged(true, allows === true), all);
  if (denies === undefined || allows === undefined) return undecided(possibleJudgements(denies, allows), all);
  return answered(judged(false, allows), all);
}

class PolicyAnswer {
  readonly outcome: 'allows' | 'denies' | 'does-not-allow';
  constructor(
    readonly judgement: Judgement,
    private readonly judged: Judged,
  ) {
    this.outcome = judgement.denies ? 'denies' : judgement.allows ? 'allows' : 'does-not-allow';
  }

  get policies(): JudgedPolicies {
    return policiesIn(this.judged);
  }

  /** The statements that decide: every Deny that matches, else every Allow. */
  get statements(): readonly StatementReference[] {
    return referencesIn(this.outcome, this.judged);
  }

  explain(): Explanation {
    return explanationOf(this.outcome, this.judged, this.outcome === 'does-not-allow');
  }
}

class OpenAnswer {
  readonly outcome = 'unknown';
  constructor(
    readonly possible: readonly Judgement[],
    private readonly judged: Judged,
  ) {}

  get policies(): JudgedPolicies {
    return policiesIn(this.judged);
  }

  get unknowns(): readonly Unknown[] {
    return unknownsIn(this.judged);
  }

  get statements(): readonly StatementReference[] {
    return referencesIn(this.outcome, this.judged);
  }

  explain(): Explanation {
    return explanationOf(
      this.outcome,
      this.judged,
      this.possible.some(({ allows }) => !allows),
    );
  }
}

function referencesIn(outcome: Answer['outcome'], { groups }: Judged): readonly StatementReference[] {
  const references: StatementReference[] = [];
  for (const { target, found } of groups) {
    for (const one of found) if (decides(one, outcome)) references.push(referTo(one.statement, one.policy, target));
  }
  return references;
}

function decides({ statement, truth }: AppliedStatement, outcome: Answer['outcome']): boolean {
  return outcome === 'unknown' || (truth === true && statement.effect === (outcome === 'denies' ? 'Deny' : 'Allow'));
}

/** More near misses than a person would read say nothing. */
const mostNearMisses = 5;

function explanationOf(outcome: Answer['outcome'], judged: Judged, lacksAllow: boolean): Explanation {
  const { subject, form, groups, hasBoundary, notes = [] } = judged;
  const asked = preparedRequest(subject);
  const explained = (statement: Statement, policy: NamedPolicy, target: string | undefined) =>
    explainStatement(
      statement,
      asked,
      referTo(statement, policy, target),
      whoIsMeant(statement, asked, form, hasBoundary),
    );
  const decided = groups.flatMap(({ target, found }) =>
    found.filter((one) => decides(one, outcome)).map(({ statement, policy }) => explained(statement, policy, target)),
  );
  const allows = groups.flatMap(({ target, policies }) =>
    policies.flatMap((policy) => allowsOf(policy, form).map((statement) => explained(statement, policy, target))),
  );
  return {
    decided,
    nearMisses: lacksAllow ? nearest(allows.filter(({ result }) => result !== 'matches')) : [],
    notes,
  };
}

const policiesIn = ({ subject, form, hasBoundary, groups }: Judged): JudgedPolicies => ({
  subject,
  form,
  hasBoundary,
  groups,
});

const allowsOf = (policy: NamedPolicy, form: Form): readonly Statement[] =>
  compiledOf(policy, form)?.statements.filter(({ effect }) => effect === 'Allow') ?? [];

/** Between equals the text decides: the order of statements has no part in what AWS decides. */
function nearest(misses: readonly StatementExplanation[]): readonly StatementExplanation[] {
  const isOfOnePolicy = ({ statement: one }: StatementExplanation, { statement: other }: StatementExplanation) =>
    one.policy === other.policy && one.policyArn === other.policyArn && one.target === other.target;
  return misses
    .toSorted(
      (one, other) =>
        compareNearness(one, other) ||
        (isOfOnePolicy(one, other) ? compareTexts(JSON.stringify(one.json), JSON.stringify(other.json)) : 0),
    )
    .slice(0, mostNearMisses);
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
