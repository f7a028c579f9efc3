import { defined } from '../../defined';
import { ITS_ROLE, ITSELF } from '../../engine/principal/principal-element';
import type { Reading } from '../../evidence/define';
import { keyGrants } from '../../evidence/readers/key-grants';
import { keyPolicy } from '../../evidence/readers/key-policy';
import type { KeyGrant } from '../../evidence/values';
import type { Note, Unknown } from '../../judging/types';
import { preparedRequest } from '../../judging/engine-request';
import { boundaryOf } from '../../judging/policy/boundary';
import { writesWithoutKms } from '../../names/aws-accounts';
import { accountOf } from '../../names/principal';
import type { Answer, Subject } from '../../judging/types';
import { unknownKey, unknownKeys } from '../../judging/policy/unknowns';
import {
  judgeResourcePolicy,
  type ResourcePolicyEvidence,
  type ResourcePolicyRules,
} from '../../judging/policy/resource-policy';
import { unreadable } from '../../judging/unreadable';
import { grantQuestions, matchGrant, noteOpenGrants } from './grants';
import { words } from './words';

export interface Evidence extends ResourcePolicyEvidence {
  readonly grants: Reading<readonly KeyGrant[]>;
}

/** What the key's policy says, and whether a grant gives the operation to the caller. */
export function checkKmsKey(subject: Subject, evidence: Evidence): Answer {
  return judgeResourcePolicy(subject, evidence, {
    reader: keyPolicy,
    without,
    notes: aboutCaller(subject),
    ...defined({ besides: grantsTo(subject, evidence) }),
  });
}

const without = words.note('no-key-policy');

function aboutCaller(subject: Subject): readonly Note[] {
  const service = writesWithoutKms(subject.request.principal);
  if (service !== undefined) return [words.note('writes-without-kms', { service })];
  return isOutOfReach(subject) ? [words.note('aws-key-from-another-account')] : [];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk */
function isOutOfReach({ authorization, request }: Subject): boolean {
  const caller = accountOf(request.principal);
  return (
    authorization.flags.awsManagedKey === true && caller !== undefined && caller !== authorization.resourceAccountId
  );
}

/** Within its account a grant passes the identity-based policies, as a statement for the role does, but no boundary. */
function grantsTo(subject: Subject, { grants: reading, boundary }: Evidence): ResourcePolicyRules['besides'] {
  if (reading.status === 'absent') return undefined;
  if (reading.status === 'unreadable') {
    return { sure: 0, maybe: ITS_ROLE, unknowns: [unreadable(keyGrants, subject, reading)], notes: [] };
  }
  const asked = preparedRequest(subject);
  const judged = reading.value.map((grant) => ({ grant, matches: matchGrant(grant, asked) }));
  const isOpen = judged.some(({ matches }) => matches === undefined);
  const granting = judged.filter(({ matches }) => matches === true);
  noteOpenGrants(reading.value, asked);
  const { interpretations } = asked.context;
  const isForeign = accountOf(subject.request.principal) !== subject.authorization.resourceAccountId;
  const passes = granting.length > 0 && boundaryOf(subject, boundary) !== false;
  const stands = granting.length > 0 && isForeign && interpretations.of('grant-across-accounts', grantQuestions);
  const way = passes && interpretations.of('grant-and-boundary', grantQuestions) ? ITSELF : ITS_ROLE;
  return {
    ...(stands ? { standsForIdentity: true } : {}),
    sure: granting.length > 0 ? way : 0,
    maybe: isOpen ? ITS_ROLE : 0,
    unknowns: isOpen ? grantUnknowns(subject, reading.value) : [],
    notes: granting.map(({ grant }) => words.note('granted-by', { grant: grant.GrantId ?? grant.Name ?? '' })),
  };
}

function grantUnknowns(subject: Subject, grants: readonly KeyGrant[]): readonly Unknown[] {
  const keys = unknownKeys(subject, (noting) => noteOpenGrants(grants, preparedRequest(noting)));
  // A grant to a service hangs on its names, one for exactly these pairs on pairs of any name.
  const isService = subject.request.principal.type === 'service';
  const key = isService ? 'aws:principalservicenameslist' : 'kms:encryptioncontext:*';
  return keys.length > 0 ? keys : [unknownKey(key, subject.authorization)];
}
