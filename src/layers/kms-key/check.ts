import { ITS_ROLE } from '../../engine/principal-element';
import type { Reading } from '../../evidence/define';
import { keyGrants } from '../../evidence/readers/key-grants';
import { keyPolicy } from '../../evidence/readers/key-policy';
import type { KeyGrant } from '../../evidence/values';
import type { Answer, Subject } from '../define';
import { judgeResourcePolicy, type ResourcePolicyEvidence, type ResourcePolicyRules } from '../resource-policy';
import { note } from '../state-answers';
import { unreadable } from '../unreadable';
import { matchGrant } from './grants';

export interface Evidence extends ResourcePolicyEvidence {
  readonly grants: Reading<readonly KeyGrant[]>;
}

/** What the key's policy says, and whether a grant gives the operation to the caller. */
export function checkKmsKey(subject: Subject, evidence: Evidence): Answer {
  return judgeResourcePolicy(subject, evidence, {
    reader: keyPolicy,
    without: note('no-key-policy'),
    besides: grantsTo(subject, evidence.grants),
  });
}

/** Within its account a grant passes the identity policies, as a statement for the role does, but no boundary. */
function grantsTo(subject: Subject, reading: Reading<readonly KeyGrant[]>): ResourcePolicyRules['besides'] {
  if (reading.status === 'absent') return undefined;
  if (reading.status === 'unreadable') {
    return { sure: 0, maybe: ITS_ROLE, unknowns: [unreadable(keyGrants, subject, reading)], notes: [] };
  }
  const judged = reading.value.map((grant) => ({ grant, matches: matchGrant(grant, subject) }));
  const granting = judged.filter(({ matches }) => matches === true);
  return {
    sure: granting.length > 0 ? ITS_ROLE : 0,
    maybe: judged.some(({ matches }) => matches === undefined) ? ITS_ROLE : 0,
    unknowns: [],
    notes: granting.map(({ grant }) => note('granted-by', { grant: grant.GrantId ?? grant.Name ?? '' })),
  };
}
