/** What a change allows besides what was asked, found by deciding the request's neighbours before and after. */
import type { DecisionValue, EvidenceByLayer } from '../../../decision/types';
import type { Answer, Judgement } from '../../../judging/types';
import type { AnyLayer } from '../../../layers/define';
import { withChanges } from '../policies/apply-changes';
import type { Cure } from '../policies/cure';
import type { FixCase } from '../fix-case';
import type { Opening, PolicyChange } from '../types';
import { neighboursOf, type Neighbour } from './neighbours';
import { onlyTheWidest, shownOpening } from './shown-openings';

export interface Effects {
  readonly opens: readonly Opening[];
  /** Something that was allowed is no longer. */
  readonly closes: boolean;
}

export function effectsOf(card: AnyLayer, cure: Cure, fixCase: FixCase): Effects {
  const { evidence } = fixCase;
  const before: EvidenceByLayer = evidence;
  const after = withChanges(evidence, cure.changes);
  // What is new beside the caller's own policies is nobody else's.
  const forOthers = withChanges(
    evidence,
    cure.changes.filter((change) => !isOwnAlone(card, change)),
  );
  const opens: Opening[] = [];
  let closes = false;
  for (const neighbour of neighboursOf(cure, fixCase)) {
    const shown = shownOpening(neighbour, cure, fixCase);
    if (opens.some((one) => JSON.stringify(one) === JSON.stringify(shown))) continue;
    const changed = neighbour.isOther ? forOthers : after;
    if (sayTheSame(card, neighbour, before, changed, fixCase)) continue;
    const was = decided(neighbour, before, fixCase);
    const is = decided(neighbour, changed, fixCase);
    if (was === 'allowed' && is !== 'allowed') closes = true;
    // What may be allowed after, and was not for certain before, counts: more lets it pass now.
    else if (was !== 'allowed' && !DENIED.has(is)) opens.push(shown);
  }
  return { opens: onlyTheWidest(opens), closes };
}

const DENIED: ReadonlySet<DecisionValue> = new Set(['implicit-deny', 'explicit-deny', 'denied']);

function isOwnAlone({ policies }: AnyLayer, { edit }: PolicyChange): boolean {
  return edit === 'create' && policies?.naming === 'nobody' && policies.isShared !== true;
}

function subjectOf({ principal, authorization }: Neighbour, { request }: FixCase) {
  return { authorization, request: { ...request, principal, authorizations: [authorization] } };
}

function decided(neighbour: Neighbour, evidence: EvidenceByLayer, fixCase: FixCase): DecisionValue {
  return fixCase.decide(subjectOf(neighbour, fixCase).request, evidence).decision;
}

/** Only the changed layer can answer otherwise: where it does not, nothing needs to be decided. */
function sayTheSame(
  card: AnyLayer,
  neighbour: Neighbour,
  before: EvidenceByLayer,
  after: EvidenceByLayer,
  fixCase: FixCase,
): boolean {
  const subject = subjectOf(neighbour, fixCase);
  const [was, is] = [before, after].map((evidence) => essenceOf(fixCase.ask(card, subject, evidence)));
  return was === is;
}

function essenceOf(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  return answer.outcome === 'unknown' ? answer.possible.map(judgementText).join('|') : judgementText(answer.judgement);
}

const judgementText = ({ applies, denies, allows, reaches = [] }: Judgement): string =>
  `${applies} ${denies} ${allows} ${reaches.join()}`;
