/** Who asked, in full: the role's path, the tags of role and session. */
import { principalFacts } from '../readers/principal-facts';
import { sessionPolicies } from '../readers/session-policies';
import type { PrincipalFacts, SessionPolicies } from '../values';
import { ifKnown, isOpen, type Binding } from './bind';
import { atOnce, readFor, valueOf, type Resolution } from './resolution';
import type { Principal } from '../../names/principal';
import type { BoundAuthorization, RequestFacts } from '../../request/types';

export const principalReads = [principalFacts, sessionPolicies] as const;

export interface KnownPrincipal {
  readonly principal: Principal;
  readonly facts: PrincipalFacts | undefined;
  /** The record that began the session, where it was found. */
  readonly session: SessionPolicies | undefined;
  /** Whoever has that name now was made then, and not before the denial: nothing of it is the caller's. */
  readonly madeAt?: string;
}

const tagPrefix = 'aws:PrincipalTag/';

export async function principalOf(read: Resolution, authorization: BoundAuthorization): Promise<KnownPrincipal> {
  const { request } = read;
  const asksForTags = request.authorizations.some(({ context }) => isOpen(context, tagPrefix));
  const [facts, session] = await atOnce(
    read,
    (own) => readFor(own, principalFacts, authorization),
    // The search is slow; only the tags need it here.
    async (own) =>
      asksForTags && mayHaveSessionTags(request) ? readFor(own, sessionPolicies, authorization) : undefined,
  );
  const known = valueOf(facts);
  const madeAt = known?.createdAt;
  if (madeAt !== undefined && Date.parse(madeAt) >= Date.parse(request.time))
    return { principal: request.principal, facts: undefined, session: valueOf(session), madeAt };
  return { principal: named(request.principal, known), facts: known, session: valueOf(session) };
}

/** A session's tags go before its role's: unless all are known, none of a value is. */
export function principalBindings(request: RequestFacts, known: KnownPrincipal): readonly Binding[] {
  const { principal, facts, session } = known;
  const allTags = facts !== undefined && (session !== undefined || !mayHaveSessionTags(request));
  return [
    ...ifKnown('aws:PrincipalArn', principal.type === 'assumed-role' ? principal.roleArn : undefined),
    ...(session === undefined ? [] : [{ key: 'aws:SourceIdentity', value: session.sourceIdentity }]),
    ...(allTags ? [{ prefix: tagPrefix, values: merged(facts.tags, session?.tags ?? {}) }] : []),
  ];
}

/** The record drops a role's path where it names no issuer. */
function named(principal: Principal, facts: PrincipalFacts | undefined): Principal {
  if (principal.type !== 'assumed-role' || facts === undefined) return principal;
  return { ...principal, roleArn: facts.arn };
}

/** Credentials that AWS gives to a function or an instance bear no tags; those of EKS Pod Identity do. */
function mayHaveSessionTags({ principal, session }: RequestFacts): boolean {
  if (principal.type === 'federated-user') return true;
  if (principal.type !== 'assumed-role') return false;
  return !/^AWS::(Lambda::Function|EC2::Instance)$/.test(session?.issuedToCompute ?? '');
}

/** Keys of tags are compared without case: a session's tag hides a role's of the same letters. */
function merged(
  ofRole: Readonly<Record<string, string>>,
  ofSession: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const hidden = new Set(Object.keys(ofSession).map((key) => key.toLowerCase()));
  const kept = Object.entries(ofRole).filter(([key]) => !hidden.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...ofSession };
}
