/** What would mend each cause, the smallest first, decided again over all evidence with the change in place. */
import type { UngradedCause } from '../causes/causes';
import type { Decision } from '../../decision/types';
import type { FixedTogether, ProposedFix } from '../verdict';
import { formed } from './holders/forms';
import { besidesServicePolicies, isHeldByService } from './holders/service-linked';
import { withChanges } from './policies/apply-changes';
import { boundedCase, type BoundedCase } from './effort';
import type { FixCase } from './fix-case';
import { conditionFixes, isVoided, otherFix } from './other-fixes';
import { anyObjectFixes } from './policies/any-object-fixes';
import { policyFixes, type Blocked, type PolicyFix } from './policies/policy-fixes';

export interface Fixes {
  readonly fixes: readonly ProposedFix[];
  readonly fixedTogether?: FixedTogether;
}

/** `most`: of what `Effort` counts, for all layers together. `forms`: every form of a change that the policy language has, or those that a person would choose from. */
export function proposeFixes(
  causes: readonly UngradedCause[],
  fixCase: FixCase,
  forms: 'all' | 'some' = 'some',
  most = mostSteps,
): Fixes {
  const now = fixCase.decide(fixCase.request, fixCase.evidence);
  const blocking = new Set(causes.filter(isCurable).map(({ layer }) => layer));
  const byLayer = new Map<string, readonly ProposedFix[]>();
  const own = (cause: UngradedCause): readonly ProposedFix[] => {
    const card = fixCase.cards.find(({ id }) => id === cause.layer);
    if (card === undefined) return [];
    const curable = causes.filter((other) => other.layer === cause.layer && isCurable(other));
    if (!curable.includes(cause)) return [otherFix(cause, card, fixCase)];
    const blocked = { by: card, causes: curable, places: placesOf(curable, now) };
    const all =
      byLayer.get(card.id) ?? chosen(policyFixesFor(blocked, boundedCase(fixCase, most / blocking.size)), forms);
    byLayer.set(card.id, all);
    if (all.length === 0) return [otherFix(cause, card, fixCase)];
    // All that the layer's policies lack or deny is mended at once.
    return curable[0] === cause ? all : [];
  };
  const ownByCause = withoutParts(causes.map((cause) => ({ cause, fixes: own(cause) })));
  const fixes = ownByCause.flatMap(({ cause, fixes: mine }) => [...conditionFixes(cause, fixCase), ...mine]);
  const first = ownByCause.flatMap(({ fixes: [smallest] }) => smallest ?? []);
  return { fixes: eachOnce(fixes), ...together(first, fixCase) };
}

interface OwnFixes {
  readonly cause: UngradedCause;
  readonly fixes: readonly ProposedFix[];
}

/** What is changed in one layer because of another may be all that it takes of that layer as well. */
function withoutParts(all: readonly OwnFixes[]): readonly OwnFixes[] {
  const whole = all.flatMap(({ cause, fixes }) =>
    fixes
      .filter(({ layer, verified, remaining }) => verified && layer !== cause.layer && !blocks(layer, remaining))
      .map(({ layer }) => layer),
  );
  return all.map((one) => (whole.includes(one.cause.layer) ? { ...one, fixes: [] } : one));
}

const blocks = (layer: string, remaining: ProposedFix['remaining']): boolean =>
  remaining.some((one) => one.layer === layer);

/** For all layers together: some seconds of a Lambda. `npm run bench unknown-keys` shows how many the worst cases take. */
const mostSteps = 1_000_000_000;

/** In the form in which whoever holds the policies can make them. */
function policyFixesFor(blocked: Blocked, fixCase: BoundedCase): readonly PolicyFix[] {
  const { by } = blocked;
  if (isHeldByService(by, fixCase.request)) return besidesServicePolicies(blocked, fixCase);
  const ofTheObject = policyFixes(blocked, by, fixCase);
  const fixes = ofTheObject.length > 0 ? ofTheObject : anyObjectFixes(blocked, by, fixCase);
  return fixes.map((one) => ({ ...one, ...formed(one.fix, by, fixCase) }));
}

/** One statement may block several authorizations; the causes name one of them. */
function placesOf(causes: readonly UngradedCause[], { blockers }: Decision): readonly number[] {
  const layer = causes[0]?.layer;
  const blocked = blockers.filter((block) => block.layer === layer);
  return [...new Set([...causes.map(({ block }) => block), ...blocked].map(({ authorization }) => authorization))];
}

/** A statement denies, or none allows. */
function isCurable(cause: UngradedCause): boolean {
  if (cause.statement !== undefined) return true;
  return cause.outcome === 'does-not-allow' && !isVoided(cause);
}

/** People choose between what opens the least and what reads the easiest; a form for this very moment helps them nothing. */
function chosen(all: readonly PolicyFix[], forms: 'all' | 'some'): readonly ProposedFix[] {
  const proven = all.filter(({ fix }) => fix.verified);
  const some = proven.length > 0 ? proven : all.slice(0, 1);
  if (forms === 'all') return some.flatMap(withBesides);
  const lasting = some.some((one) => !one.isOfTheMoment) ? some.filter((one) => !one.isOfTheMoment) : some;
  const [least] = lasting;
  const easiest = lasting.toSorted((one, other) => sizeOf(one) - sizeOf(other))[0];
  return [...new Set([least, easiest])].flatMap((one) => (one === undefined ? [] : withBesides(one)));
}

const withBesides = ({ fix, besides }: PolicyFix): readonly ProposedFix[] =>
  besides === undefined ? [fix] : [fix, besides];

const sizeOf = ({ fix }: PolicyFix): number =>
  fix.changes.reduce((sum, { after }) => sum + JSON.stringify(after).length, 0);

/** Where several layers block, no fix is enough alone: are all of them? */
function together(fixes: readonly ProposedFix[], fixCase: FixCase): { readonly fixedTogether?: FixedTogether } {
  const tried = fixes.filter(({ changes, changedRequest }) => changes.length > 0 || changedRequest !== undefined);
  if (tried.length < 2) return {};
  const parameters = Object.assign({}, ...tried.map(({ changedRequest }) => changedRequest?.parameters)) as object;
  const request = { ...fixCase.request, parameters: { ...fixCase.request.parameters, ...parameters } };
  const changes = tried.flatMap((fix) => fix.changes);
  const after = fixCase.decide(request, withChanges(fixCase.evidence, changes));
  const remaining = after.blockers.map(({ layer, action }) => ({ layer, action }));
  return { fixedTogether: { decision: after.decision, remaining } };
}

/** Two causes may ask for the same tag or header. */
function eachOnce(fixes: readonly ProposedFix[]): readonly ProposedFix[] {
  const advice = ({ layer, code, facts, changes }: ProposedFix) => {
    const { key, resource } = facts;
    if (changes.length > 0) return JSON.stringify([layer, changes]);
    return JSON.stringify(key === undefined ? [layer, code, facts] : [code, key, resource]);
  };
  return [...new Map(fixes.toReversed().map((fix) => [advice(fix), fix])).values()].toReversed();
}
