/** Signing in with MFA: credentials of the same caller, which a policy that asks for MFA lets pass. */
import { permissionSetOf } from '../../../names/principal';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';

/** They come together. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html */
export const ofMfa = (key: string): boolean => /^aws:multifactorauth(present|age)$/i.test(key);

/**
 * A user does, for a session of its own or for a role. What AWS gives to compute, to a service or from an identity provider
 * never has MFA, nor can a session be begun anew of which nothing is known.
 */
export function maySignInWithMfa({ principal, session, authorizations }: BoundRequest): boolean {
  if (principal.type === 'user') return true;
  if (principal.type !== 'assumed-role') return false;
  const { roleName, roleArn = '', sessionName } = principal;
  if (permissionSetOf(roleName) !== undefined || /:role\/aws-service-role\//.test(roleArn)) return false;
  if (session === undefined || session.issuedToCompute !== undefined) return false;
  if (authorizations.some(({ context }) => context.known['aws:FederatedProvider'] !== undefined)) return false;
  return !/^i-[0-9a-f]{8,17}$/.test(sessionName);
}

/** In every call that the request causes; just now, where no age is asked for. */
export function signedInWithMfa(request: BoundRequest, key: string, value: string): BoundRequest {
  const age = key.toLowerCase() === 'aws:multifactorauthage' && Number.isFinite(Number(value)) ? value : '0';
  return { ...request, authorizations: request.authorizations.map((one) => withMfa(one, age)) };
}

function withMfa(authorization: BoundAuthorization, age: string): BoundAuthorization {
  const { known, unknown } = authorization.context;
  const others = Object.entries(known).filter(([key]) => !ofMfa(key));
  const mfa = { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': age };
  return { ...authorization, context: { known: { ...Object.fromEntries(others), ...mfa }, unknown } };
}
