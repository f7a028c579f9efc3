/** The form in which a fix can be made by somebody: what nobody can edit is not offered as an edit. */
import type { Decision } from '../../../decision/types';
import { isOfAws } from '../../../judging/commands/put-iam-policy';
import type { AnyLayer } from '../../../layers/define';
import type { ProposedFix } from '../../verdict';
import { changedNames } from '../changed-names';
import type { FixCase } from '../fix-case';
import { withChanges } from '../policies/apply-changes';
import { documentOf, type PolicyFix } from '../policies/policy-fixes';
import type { PolicyChange } from '../types';
import { dangersOf } from './dangers';
import { holderNotes, openToAll, openToOthers, sharedCaller } from './holders';

/** A fix that changes policies, as whoever holds them would make it. */
export function formed(fix: ProposedFix, card: AnyLayer, fixCase: FixCase): Pick<PolicyFix, 'fix' | 'besides'> {
  const ofControls = fix.changes.filter(isOfControlTower);
  const own = fix.changes.filter((change) => !isOfControlTower(change));
  if (ofControls.length === 0) return { fix: inForm(fix, card, fixCase) };
  const control = ofTheControl(fix, ofControls, fixCase);
  return own.length === 0
    ? { fix: control }
    : { fix: control, besides: inForm(besideTheControl(fix, own, fixCase), card, fixCase) };
}

function inForm(fix: ProposedFix, card: AnyLayer, fixCase: FixCase): ProposedFix {
  const replaced = fix.changes.find(({ policy, edit }) => edit === 'change' && isOfAws(policy.arn));
  const notes = [
    ...holderNotes(fix.changes, card, fixCase),
    ...sharedCaller(fixCase.request),
    ...openToOthers(fix.changes, fixCase.request),
    ...openToAll(fix, fixCase.request),
    ...dangersOf(fix.facts.action.split(', ')),
  ];
  const set = notes.find(({ code }) => code === 'permission-set');
  const permissionSet = set?.code === 'permission-set' ? set.facts : {};
  if (replaced === undefined) return { ...fix, facts: { ...fix.facts, ...permissionSet }, notes };
  const { name: policy } = replaced.policy;
  return {
    ...fix,
    code: 'replace-policy',
    kind: 'hand-over',
    facts: { ...fix.facts, ...permissionSet, policy },
    document: replaced.after,
    notes: isQuarantine.test(policy) ? [...notes, { code: 'quarantine', facts: { policy } }] : notes,
  };
}

/** https://docs.aws.amazon.com/controltower/latest/controlreference/controls.html */
const isOfControlTower = ({ policy }: PolicyChange): boolean => policy.name.startsWith('aws-guardrails-');

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html */
const isQuarantine = /^AWSCompromisedKeyQuarantine/;

/** Control Tower finds a policy of its own that was changed by hand, and puts it back. */
function ofTheControl(
  fix: ProposedFix,
  changes: readonly PolicyChange[],
  { request, evidence, decide }: FixCase,
): ProposedFix {
  const { document: _document, ...rest } = fix;
  const { extent: _extent, ...facts } = fix.facts;
  return {
    ...rest,
    code: 'change-control',
    kind: 'hand-over',
    facts: { ...facts, ...changedNames(changes) },
    changes: [],
    opens: [],
    ...unproven(decide(request, evidence)),
  };
}

/** What the policies of the organization take as well, as long as the control denies. */
function besideTheControl(
  fix: ProposedFix,
  changes: readonly PolicyChange[],
  { request, evidence, decide }: FixCase,
): ProposedFix {
  return {
    ...fix,
    facts: { ...fix.facts, ...changedNames(changes) },
    document: documentOf(changes),
    changes,
    ...unproven(decide(request, withChanges(evidence, changes))),
  };
}

const unproven = ({ decision, blockers }: Decision): Pick<ProposedFix, 'verified' | 'decisionAfter' | 'remaining'> => ({
  verified: false,
  decisionAfter: decision,
  remaining: blockers.map(({ layer, action }) => ({ layer, action })),
});
