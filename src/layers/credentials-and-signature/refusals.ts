import type { words } from './words';

type Refusal = Exclude<keyof typeof words.notes, 'access-logging-off' | 'access-logging-on'>;

/**
 * Error codes of requests that S3 refuses before it looks at any policy, and what each means.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const refusals: ReadonlyMap<string, Refusal> = new Map(
  Object.entries<Refusal>({
    InvalidAccessKeyId: 'access-key-unknown-or-inactive',
    SignatureDoesNotMatch: 'signature-does-not-match',
    RequestTimeTooSkewed: 'clock-skew',
    ExpiredToken: 'session-token-expired',
    InvalidToken: 'session-token-invalid',
    TokenRefreshRequired: 'session-token-expired',
    TokenCodeInvalidError: 'mfa-code-invalid',
    MissingAuthenticationToken: 'request-must-be-signed',
    InvalidSecurity: 'security-credentials-invalid',
    NotSignedUp: 'account-not-signed-up',
    AccountProblem: 'account-problem',
    AllAccessDisabled: 'access-disabled-by-aws',
    InvalidPayer: 'payer-invalid',
    // S3 Storage Lens
    AccountNotAuthorized: 'account-not-authorized',
    OrganizationAccessDenied: 'organization-not-authorized',
    UnauthorizedAccessError: 'china-no-icp-record',
    UnexpectedIPError: 'china-ip-address-unexpected',
  }),
);
