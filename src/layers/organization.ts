/** Policies of an organization: root → OUs → account, each level a group of its own. */
import type { Truth } from '../engine/types';
import type { Reader, Unreadable } from '../evidence/define';
import type { NamedPolicy, OrganizationLevel, OrganizationPolicies, UnreadablePart } from '../evidence/values';
import { askedOf } from './asked';
import type { Answer, Subject } from './define';
import { judged, possibleJudgements } from './judgements';
import { tally, type Form, type PolicyGroup } from './policies';
import { answered, undecided, type Judged } from './policy-answer';
import { note } from './state-answers';
import { unreadable } from './unreadable';

/** A Deny at any level denies. An Allow is needed at every one (`needsAllow`), or implied (resource control policies). */
export function judgeLevels(
  subject: Subject,
  { levels }: OrganizationPolicies,
  form: Form,
  needsAllow: boolean,
): Answer {
  const asked = askedOf(subject);
  let denies: Truth = false;
  let allows: Truth = true;
  const groups: PolicyGroup[] = [];
  const lacking: PolicyGroup[] = [];
  for (const level of levels) {
    const { target } = level;
    const policies = policiesOf(level);
    const here = tally(policies, asked, form);
    const group = { target, policies, found: here.found };
    groups.push(group);
    denies = worse(denies, here.denies, true);
    if (!needsAllow || here.allows === true) continue;
    lacking.push(group);
    allows = worse(allows, here.allows, false);
  }
  const all: Judged = { subject, form, groups };
  if (denies === true) return answered(judged(true, allows === true), all);
  if (denies === false && allows === true) return answered(judged(false, true), all);
  const notes = lacking.map(({ target = '' }) => note('level-without-allow', { target }));
  if (denies === false && allows === false) {
    return answered(judged(false, false), { subject, form, groups: lacking, notes });
  }
  return undecided(possibleJudgements(denies, allows), { ...all, notes });
}

/** `decisive` at one level settles it. */
function worse(before: Truth, here: Truth, decisive: boolean): Truth {
  if (before === decisive || here === decisive) return decisive;
  return before === undefined || here === undefined ? undefined : !decisive;
}

/** The whole list could not be read. */
export function unreadLevels(
  reader: Pick<Reader<unknown>, 'id' | 'target'>,
  subject: Subject,
  reading: Unreadable,
  needsAllow: boolean,
): Answer {
  const unknowns = [unreadable(reader, subject, reading)];
  return undecided(possibleJudgements(undefined, needsAllow ? undefined : true), {
    subject,
    form: 'caller',
    groups: [],
    unknowns,
  });
}

function policiesOf({ target, policies }: OrganizationLevel): readonly NamedPolicy[] {
  return isUnreadable(policies) ? [{ name: target, ...policies }] : policies;
}

function isUnreadable(policies: OrganizationLevel['policies']): policies is UnreadablePart {
  return 'unreadable' in policies;
}
