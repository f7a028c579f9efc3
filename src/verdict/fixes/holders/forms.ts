/** The form in which a fix can be made by somebody: what nobody can edit is not offered as an edit. */
import { isOfAws } from '../../../judging/commands/put-iam-policy';
import type { AnyLayer } from '../../../layers/define';
import type { ProposedFix } from '../../verdict';
import type { FixCase } from '../fix-case';
import { dangersOf } from './dangers';
import { holderNotes, openToOthers, sharedCaller } from './holders';

/** A fix that changes policies, as whoever holds them would make it. */
export function formed(fix: ProposedFix, card: AnyLayer, fixCase: FixCase): ProposedFix {
  const names = fix.changes.map(({ policy }) => policy.name);
  if (names.some(isOfControlTower)) return ofTheControl(fix, fixCase);
  const replaced = fix.changes.find(({ policy, edit }) => edit === 'change' && isOfAws(policy.arn));
  const notes = [
    ...holderNotes(fix.changes, card, fixCase),
    ...sharedCaller(card, fixCase.request),
    ...openToOthers(fix.changes, fixCase.request),
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
const isOfControlTower = (name: string): boolean => name.startsWith('aws-guardrails-');

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html */
const isQuarantine = /^AWSCompromisedKeyQuarantine/;

/** Control Tower finds a policy of its own that was changed by hand, and puts it back. */
function ofTheControl(fix: ProposedFix, { request, evidence, decide }: FixCase): ProposedFix {
  const { document: _document, ...rest } = fix;
  const { extent: _extent, ...facts } = fix.facts;
  const now = decide(request, evidence);
  return {
    ...rest,
    code: 'change-control',
    kind: 'hand-over',
    facts,
    changes: [],
    opens: [],
    verified: false,
    decisionAfter: now.decision,
    remaining: now.blockers.map(({ layer, action }) => ({ layer, action })),
  };
}
