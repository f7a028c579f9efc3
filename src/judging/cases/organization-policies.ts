/** What both kinds of policies of an organization answer: rows that their truth tables share. */
import { absent, found, subjectOf, unread, type Case } from './cases';
import { document, ifRed, level, tagsUnknown } from './policies';

/** In what service control policies and resource control policies differ. */
export interface OrganizationPolicyKind {
  readonly deny: object;
  /** What else a level must hold to let a request pass. */
  readonly passing: readonly object[];
  /** Which account says itself that it is in no organization. */
  readonly standalone: 'principalAccountIsStandalone' | 'resourceAccountIsStandalone';
  /** Code of the unknown: whether the policies bind at all. */
  readonly mayBeExempt: string;
  /** Code of the note: no level has a policy. */
  readonly without: string;
}

export const { flags } = subjectOf({ when: '', outcome: 'allows' }).authorization;

/** Readings of these levels. */
export const levels = (...all: readonly object[]) => ({ policies: found({ levels: all }) });
export const unreadLevel = { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } };
/** The policy that AWS's error text names. */
export const named = (...statements: readonly object[]) =>
  found({ name: 'named', arn: 'arn:named', document: document(...statements) });

export function organizationPolicyCases(kind: OrganizationPolicyKind): readonly Case[] {
  const { deny, passing } = kind;
  const root = (...statements: readonly object[]) => level('r-1', ...passing, ...statements);
  return [
    {
      when: 'a policy of any level denies',
      evidence: levels(root(), level('ou-1', ...passing, deny)),
      outcome: 'denies',
      allows: true,
      statements: ['No'],
    },
    { when: 'the account is in no organization', evidence: { policies: absent }, outcome: 'not-applicable' },
    {
      when: 'the account says itself that it is in no organization, whose policies others could not find',
      authorization: { flags: { ...flags, [kind.standalone]: true } },
      evidence: { policies: unread },
      outcome: 'not-applicable',
      notes: ['account-is-in-no-organization'],
    },
    {
      when: 'the organization cannot be read',
      evidence: { policies: unread },
      outcome: 'unknown',
      unknowns: ['unreadable'],
    },
    {
      when: 'a Deny hangs on a tag that nobody knows',
      ...tagsUnknown,
      evidence: levels(root({ ...deny, ...ifRed })),
      outcome: 'unknown',
      unknowns: ['context-key-unknown'],
    },
    {
      when: 'a service-linked role asks',
      authorization: { flags: { ...flags, principalIsServiceLinkedRole: true } },
      evidence: levels(root(deny)),
      outcome: 'not-applicable',
      notes: ['caller-is-a-service-linked-role'],
    },
    {
      when: 'nothing shows who of the account called',
      request: { principal: { type: 'unidentified', accountId: '111122223333', principalId: 'AROAX' } },
      evidence: levels(root(deny)),
      outcome: 'unknown',
      unknowns: [kind.mayBeExempt],
      mayBe: ['allows', 'denies'],
    },
    {
      when: 'the organization cannot be read, and the policy that AWS names denies',
      evidence: { policies: unread, named: named(deny) },
      outcome: 'denies',
      statements: ['No'],
      notes: ['only-named-policy-read'],
    },
    {
      when: 'whether it binds the account is not known, and the policy that AWS names denies: then it did',
      authorization: {
        flags: { ...flags, principalAccountIsManagement: undefined, resourceAccountIsManagement: undefined },
      },
      evidence: { policies: unread, named: named(deny) },
      outcome: 'denies',
    },
    {
      when: 'the organization cannot be read, and the policy that AWS names denies no more',
      evidence: { policies: unread, named: named() },
      outcome: 'unknown',
      unknowns: ['unreadable'],
    },
    {
      when: 'neither the organization nor the policy that AWS names can be read',
      evidence: { policies: unread, named: unread },
      outcome: 'unknown',
      unknowns: ['unreadable'],
    },
    {
      when: 'one level cannot be read, and the policy that AWS names denies',
      evidence: { ...levels(root(), unreadLevel), named: named(deny) },
      outcome: 'denies',
      statements: ['No'],
    },
    { when: 'no level has a policy', evidence: levels(), outcome: 'not-applicable', notes: [kind.without] },
  ];
}
