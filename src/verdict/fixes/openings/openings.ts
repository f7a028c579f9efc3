/** What a change allows besides what was asked, found by deciding the request's neighbours before and after. */
import type { Decision, DecisionValue, EvidenceByLayer } from '../../../decision/types';
import type { Answer, Judgement, Subject } from '../../../judging/types';
import type { AnyLayer } from '../../../layers/define';
import { withChanges } from '../policies/apply-changes';
import type { Cure } from '../policies/cure-form';
import type { BoundedCase } from '../effort';
import type { FixCase } from '../fix-case';
import type { Opening, PolicyChange } from '../types';
import { lettingPass } from './letting-pass';
import { neighboursOf, type Neighbour } from './neighbours';
import { policiesAtHand, type PoliciesAtHand } from './policies-at-hand';
import { onlyTheWidest, shownOpening } from './shown-openings';

export interface Effects {
  readonly opens: readonly Opening[];
  /** Something that was allowed is no longer. */
  readonly closes: boolean;
  /** `false`: it was too much to compare all of them. */
  readonly exact: boolean;
}

export function effectsOf(card: AnyLayer, cure: Cure, fixCase: BoundedCase): Effects {
  const { effort } = fixCase;
  const begun = effort.steps;
  const atHand = policiesAtHand(fixCase.evidence, cure.changes);
  const both = new BeforeAndAfter(card, cure, fixCase);
  const opens = new Map<string, Opening>();
  const hidden: Hidden[] = [];
  let closes = false;
  for (const neighbour of neighboursOf(cure, fixCase, atHand)) {
    if (effort.isSpent) break;
    // Only the changed layer can answer otherwise: where it does not, nothing needs to be decided.
    if (!both.differs(neighbour)) continue;
    const shown = shownOpening(neighbour, cure, fixCase);
    const name = JSON.stringify(shown);
    if (opens.has(name)) continue;
    const becomes = both.compare(neighbour);
    if (becomes === 'closed') closes = true;
    if (becomes === 'opened') opens.set(name, shown);
    if (becomes === 'hidden') hidden.push({ neighbour, name, shown });
  }
  const exact = !effort.isSpent;
  const most = effort.steps + Math.max(leastSearch, effort.steps - begun);
  for (const { neighbour, name, shown } of inTurns(hidden)) {
    if (effort.isSpent || effort.steps >= most) break;
    // Another layer denies it, as things are.
    if (!opens.has(name) && both.opensSomewhere(neighbour, atHand)) opens.set(name, shown);
  }
  return { opens: onlyTheWidest([...opens.values()]), closes, exact };
}

/** Steps. To search for other circumstances takes as long as to compare all neighbours, or at least so long. */
const leastSearch = 5_000_000;

interface Hidden {
  readonly neighbour: Neighbour;
  readonly name: string;
  readonly shown: Opening;
}

/** The first of each kind, then the second of each: where the search ends, it has looked at all kinds. */
function inTurns(all: readonly Hidden[]): readonly Hidden[] {
  const counted = new Map<string, number>();
  const turns = all.map((one) => {
    const turn = counted.get(one.name) ?? 0;
    counted.set(one.name, turn + 1);
    return { one, turn };
  });
  return turns.toSorted((left, right) => left.turn - right.turn).map(({ one }) => one);
}

/** `hidden`: the layer lets more pass, and others still do not. */
type Becomes = 'same' | 'opened' | 'closed' | 'hidden';

class BeforeAndAfter {
  private readonly after: EvidenceByLayer;
  private readonly forOthers: EvidenceByLayer;

  constructor(
    private readonly card: AnyLayer,
    { changes }: Cure,
    private readonly fixCase: BoundedCase,
  ) {
    const { evidence } = fixCase;
    this.after = withChanges(evidence, changes);
    // What is new beside the caller's own policies is nobody else's.
    const shared = changes.filter((change) => !isOwnAlone(card, change));
    this.forOthers = withChanges(evidence, shared);
  }

  /** What becomes of one for which the layer `differs`. */
  compare(neighbour: Neighbour): Becomes {
    const { evidence: before } = this.fixCase;
    const was = this.decide(neighbour, before).decision;
    const is = this.decide(neighbour, this.afterFor(neighbour)).decision;
    if (was === 'allowed') return is === 'allowed' ? 'same' : 'closed';
    // What may be allowed after, and was not for certain before, counts: more lets it pass now.
    return DENIED.has(is) ? 'hidden' : 'opened';
  }

  /** In circumstances in which no other layer denies it, if a change of them could bring that about. */
  opensSomewhere(neighbour: Neighbour, atHand: PoliciesAtHand): boolean {
    const after = (one: Neighbour) => this.decide(one, this.afterFor(one));
    const fits = (one: Neighbour) => !this.fixCase.effort.isSpent && this.differs(one);
    const found = lettingPass(neighbour, after, fits, atHand);
    return found !== undefined && this.compare(found) === 'opened';
  }

  /** Does the changed layer answer otherwise? */
  differs(neighbour: Neighbour): boolean {
    const subject = subjectOf(neighbour, this.fixCase);
    return this.answer(subject, this.fixCase.evidence) !== this.answer(subject, this.afterFor(neighbour));
  }

  private afterFor({ isOther }: Neighbour): EvidenceByLayer {
    return isOther ? this.forOthers : this.after;
  }

  private answer(subject: Subject, evidence: EvidenceByLayer): string {
    return essenceOf(this.fixCase.ask(this.card, subject, evidence));
  }

  private decide(neighbour: Neighbour, evidence: EvidenceByLayer): Decision {
    return this.fixCase.decide(subjectOf(neighbour, this.fixCase).request, evidence);
  }
}

const DENIED: ReadonlySet<DecisionValue> = new Set(['implicit-deny', 'explicit-deny', 'denied']);

function isOwnAlone({ policies }: AnyLayer, { edit }: PolicyChange): boolean {
  return edit === 'create' && policies?.naming === 'nobody' && policies.isShared !== true;
}

function subjectOf({ principal, authorization }: Neighbour, { request }: FixCase): Subject {
  return { authorization, request: { ...request, principal, authorizations: [authorization] } };
}

function essenceOf(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  return answer.outcome === 'unknown' ? answer.possible.map(judgementText).join('|') : judgementText(answer.judgement);
}

const judgementText = ({ applies, denies, allows, reaches = [] }: Judgement): string =>
  `${applies} ${denies} ${allows} ${reaches.join()}`;
