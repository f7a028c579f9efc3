/** The answers of layers that judge policies. What people read of them is made only when they ask. */
import { distance, explainStatement, referTo } from '../engine/explain';
import { matchActions, matchRest, type Asked } from '../engine/match';
import type { Statement } from '../engine/statement';
import type { StatementExplanation, StatementReference, Truth } from '../engine/types';
import type { Unknown } from '../request/types';
import { askedOf } from './asked';
import type { Answer, Explanation, Judgement, Subject } from './define';
import { compiledOf, matchDeny, namingIn, whoIsMeant, type Form, type PolicyGroup } from './policies';
import type { Note } from './state-answers';
import { unknownsIn } from './policy-unknowns';

/** What an answer was made of. */
export interface Judged {
  readonly subject: Subject;
  readonly form: Form;
  readonly groups: readonly PolicyGroup[];
  readonly hasBoundary?: Truth;
  readonly notes?: readonly Note[];
  /** What is unknown besides the policies and the request. */
  readonly unknowns?: readonly Unknown[];
}

/** A definite answer. `applies` is false only for what is proven to be no gate on this request's way. */
export function answered(judgement: Judgement, judged: Judged): Answer {
  return new PolicyAnswer(judgement, judged);
}

/** An answer that hangs on what is unknown. */
export function undecided(possible: readonly Judgement[], judged: Judged): Answer {
  return new OpenAnswer(possible, judged);
}

class PolicyAnswer {
  readonly outcome: 'allows' | 'denies' | 'does-not-allow';
  constructor(
    readonly judgement: Judgement,
    private readonly judged: Judged,
  ) {
    this.outcome = judgement.denies ? 'denies' : judgement.allows ? 'allows' : 'does-not-allow';
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

/** As `decidedBy`; `evaluate` asks for these of every answer. */
function referencesIn(outcome: Answer['outcome'], judged: Judged): readonly StatementReference[] {
  if (outcome === 'does-not-allow' || outcome === 'not-applicable') return [];
  const references: StatementReference[] = [];
  const effect = outcome === 'denies' ? 'Deny' : 'Allow';
  for (const { target, found } of judged.groups) {
    if (found === undefined) return decidedBy(outcome, judged).map(({ reference }) => reference);
    for (const { statement, policy, truth } of found) {
      const decides = outcome === 'unknown' || (truth === true && statement.effect === effect);
      if (decides) references.push(referTo(statement, policy, target));
    }
  }
  return references;
}

interface Placed {
  readonly statement: Statement;
  readonly reference: StatementReference;
  readonly truth: Truth;
}

function decidedBy(outcome: Answer['outcome'], judged: Judged): readonly Placed[] {
  if (outcome === 'does-not-allow' || outcome === 'not-applicable') return [];
  const applying = judged.groups.flatMap((group) => applyingIn(group, judged));
  if (outcome === 'unknown') return applying;
  const effect = outcome === 'denies' ? 'Deny' : 'Allow';
  return applying.filter(({ statement, truth }) => statement.effect === effect && truth === true);
}

function applyingIn(group: PolicyGroup, judged: Judged): readonly Placed[] {
  const { target, found } = group;
  if (found === undefined) return placedIn({ ...judged, groups: [group] }).filter(({ truth }) => truth !== false);
  return found.map(({ statement, policy, truth }) => ({
    statement,
    truth,
    reference: referTo(statement, policy, target),
  }));
}

function placedIn({ subject, form, groups, hasBoundary }: Judged): readonly Placed[] {
  const asked = askedOf(subject);
  return groups.flatMap(({ target, policies }) =>
    policies.flatMap((named) =>
      (compiledOf(named, form)?.statements ?? []).map((statement) => ({
        statement,
        reference: referTo(statement, named, target),
        truth: truthOf(statement, asked, form, hasBoundary),
      })),
    ),
  );
}

/** Does the statement apply to the request, all elements together? */
export function truthOf(statement: Statement, asked: Asked, form: Form, hasBoundary: Truth): Truth {
  if (!matchActions(statement, asked.lowerAction)) return false;
  if (statement.effect === 'Deny') return matchDeny(statement, asked, form, hasBoundary);
  const { sure, maybe } = form === 'caller' ? { sure: 1, maybe: 0 } : namingIn(statement, asked, form);
  if (sure === 0 && maybe === 0) return false;
  const rest = matchRest(statement, asked);
  return sure === 0 && rest === true ? undefined : rest;
}

/** More near misses than a person would read say nothing. */
const mostNearMisses = 5;

function explanationOf(outcome: Answer['outcome'], judged: Judged, lacksAllow: boolean): Explanation {
  const { subject, form, hasBoundary, notes = [] } = judged;
  const asked = askedOf(subject);
  const explained = ({ statement, reference }: Placed) =>
    explainStatement(statement, asked, reference, whoIsMeant(statement, asked, form, hasBoundary));
  return {
    decided: decidedBy(outcome, judged).map(explained),
    nearMisses: lacksAllow ? nearest(placedIn(judged).filter(isMiss).map(explained)) : [],
    notes,
  };
}

const isMiss = ({ statement, truth }: Placed) => statement.effect === 'Allow' && truth !== true;

function nearest(misses: readonly StatementExplanation[]): readonly StatementExplanation[] {
  return misses
    .map((miss) => ({ miss, far: distance(miss) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, mostNearMisses)
    .map(({ miss }) => miss);
}
