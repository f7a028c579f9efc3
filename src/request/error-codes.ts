/** What counts as denied: one table of error codes. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

/** Why a request ends with this code; layers and symptoms look at it, never at single codes. */
export type ErrorClass =
  /** Policies, ACLs and settings; also expected owner, requester pays, object lock, MFA delete, expired URLs. */
  | 'authorization'
  /** Denied by the policy of a VPC endpoint. */
  | 'endpoint'
  /** Credentials and signatures; CloudTrail records none of these, server access logs do. */
  | 'authentication'
  | 'account'
  | 'archived'
  | 'key-state'
  | 'payer'
  | 'region'
  /** A browser asked whether a page may call; nobody is authorized then. */
  | 'preflight'
  /** No 403, and taken for one: what refuses is a setting, not a permission. */
  | 'look-alike';

export interface ErrorCode {
  readonly class: ErrorClass;
  /** What the client sees. */
  readonly http: number;
}

/** `undefined`: an error, but no denial (`NoSuchKey`, `SlowDown` …). */
export function deniedBy(errorCode: string): ErrorCode | undefined {
  if (Object.hasOwn(errorCodes, errorCode)) return errorCodes[errorCode];
  return errorCode.startsWith('KMS.') ? { class: 'key-state', http: 400 } : undefined;
}

/** Refused before any policy is asked about a caller: who does not authenticate is nobody yet, and a browser that asks first is nobody. */
export function precedesPolicies(errorCode: string): boolean {
  const errorClass = deniedBy(errorCode)?.class;
  return errorClass === 'authentication' || errorClass === 'preflight';
}

export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: { class: 'authorization', http: 403 },
  AccessDeniedException: { class: 'authorization', http: 403 },
  OrganizationAccessDenied: { class: 'authorization', http: 403 },
  StsNotAuthorizedError: { class: 'authorization', http: 403 },
  // S3 Select
  UnauthorizedAccess: { class: 'authorization', http: 401 },
  // A code of network activity events only; the client sees a plain 403.
  VpceAccessDenied: { class: 'endpoint', http: 403 },

  InvalidAccessKeyId: { class: 'authentication', http: 403 },
  SignatureDoesNotMatch: { class: 'authentication', http: 403 },
  RequestTimeTooSkewed: { class: 'authentication', http: 403 },
  MissingAuthenticationToken: { class: 'authentication', http: 403 },
  InvalidSecurity: { class: 'authentication', http: 403 },
  ExpiredToken: { class: 'authentication', http: 400 },
  InvalidToken: { class: 'authentication', http: 400 },
  TokenRefreshRequired: { class: 'authentication', http: 400 },
  TokenCodeInvalidError: { class: 'authentication', http: 400 },

  AllAccessDisabled: { class: 'account', http: 403 },
  AccountProblem: { class: 'account', http: 403 },
  NotSignedUp: { class: 'account', http: 403 },
  AccountNotAuthorized: { class: 'account', http: 403 },
  // China Regions
  UnauthorizedAccessError: { class: 'account', http: 403 },
  UnexpectedIPError: { class: 'account', http: 403 },
  InvalidPayer: { class: 'payer', http: 403 },

  InvalidObjectState: { class: 'archived', http: 403 },
  AccessForbidden: { class: 'preflight', http: 403 },
  CrossLocationLoggingProhibited: { class: 'region', http: 403 },
  InvalidRegion: { class: 'region', http: 403 },

  // S3 says `KMS.…` and answers 400; KMS's own records have the bare names.
  'KMS.DisabledException': { class: 'key-state', http: 400 },
  'KMS.InvalidKeyUsageException': { class: 'key-state', http: 400 },
  'KMS.KMSInvalidStateException': { class: 'key-state', http: 400 },
  'KMS.NotFoundException': { class: 'key-state', http: 400 },
  DisabledException: { class: 'key-state', http: 400 },
  DisabledKeyException: { class: 'key-state', http: 400 },
  KMSInvalidStateException: { class: 'key-state', http: 400 },
  NotFoundException: { class: 'key-state', http: 400 },
  InvalidKeyUsageException: { class: 'key-state', http: 400 },

  AccessControlListNotSupported: { class: 'look-alike', http: 400 },
  InvalidBucketAclWithObjectOwnership: { class: 'look-alike', http: 400 },
  MethodNotAllowed: { class: 'look-alike', http: 405 },
};
