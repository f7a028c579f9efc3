/** Why AWS did not answer: what the SDK throws, as one of the reasons that a report can name a remedy for. */
import { defined } from '../../defined';
import type { Unreadable } from '../define';
import type { UnreadableReason } from '../../request/unknowns';

/** A call that failed, with the IAM action that it needs. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  constructor(
    readonly permission: string,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

/** A failure that we know by its reason already. */
export class Unread extends Error {
  override readonly name = 'Unread';
  constructor(
    readonly why: UnreadableReason,
    message: string,
    readonly facts: { readonly account?: string; readonly permission?: string } = {},
  ) {
    super(message);
  }
}

/** The code of an error as AWS spells it: `NoSuchBucketPolicy`. */
export function codeOf(error: unknown): string {
  const cause = error instanceof CallFailed ? error.cause : error;
  const code = stringIn(cause, 'Code') ?? stringIn(cause, 'code');
  const name = stringIn(cause, 'name');
  return name === undefined || name === 'Error' ? (code ?? 'Error') : name;
}

/** The unreadable reading that an error leaves; never throws. */
export function unreadableFrom(error: unknown, account?: string): Unreadable {
  const asked = defined({ account });
  if (error instanceof Unread) {
    return { status: 'unreadable', why: error.why, ...asked, ...error.facts, error: bounded(error.message) };
  }
  const cause = error instanceof CallFailed ? error.cause : undefined;
  if (error instanceof CallFailed && cause instanceof Unread) {
    return { permission: error.permission, ...unreadableFrom(cause, account) };
  }
  const why = reasonOf(error);
  const permission = permissionOf(error);
  return {
    status: 'unreadable',
    why,
    ...defined({ permission }),
    ...asked,
    error: bounded(`${codeOf(error)}: ${messageOf(error)}`),
  };
}

/** The IAM action that the call needs: as AWS names it, else as we know it. */
function permissionOf(error: unknown): string | undefined {
  if (!(error instanceof CallFailed)) return undefined;
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(messageOf(error.cause))?.[1] ?? error.permission;
}

/** First match wins; a code says more than an HTTP status. */
export function reasonOf(error: unknown): UnreadableReason {
  if (error instanceof Unread) return error.why;
  if (!(error instanceof CallFailed)) return 'crashed';
  if (error.cause instanceof Unread) return error.cause.why;
  const names = namesOf(error.cause);
  const known = reasons.find(([, pattern]) => names.some((name) => pattern.test(name)));
  if (known !== undefined) return known[0];
  const status = statusOf(error.cause);
  if (names.some((name) => /^(SyntaxError|DeserializationError)$/.test(name))) {
    // A server that fails often answers with a page for people.
    return status !== undefined && status >= 500 ? 'server-error' : 'malformed-answer';
  }
  if (status === undefined) return isUnparsed(error.cause) ? 'malformed-answer' : 'connection-failed';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server-error';
  if (status === 401 || status === 403 || status === 405) return 'access-denied';
  if (status === 404) return 'not-found';
  if (status === 301 || status === 307) return 'other-region';
  return status < 400 || isUnparsed(error.cause) ? 'malformed-answer' : 'crashed';
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of the services read
const reasons: readonly (readonly [UnreadableReason, RegExp])[] = [
  // The SDK found no credentials at all.
  ['account-not-configured', /^CredentialsProviderError$/],
  [
    'throttled',
    /throttl|^TooManyRequests|^RequestLimitExceeded|^SlowDown$|^RequestThrottled|^BandwidthLimitExceeded|^LimitExceededException$|^PriorRequestNotComplete$/i,
  ],
  ['timeout', /^(TimeoutError|RequestTimeout|RequestTimeoutException|AbortError|ETIMEDOUT|ESOCKETTIMEDOUT)$/],
  [
    'connection-failed',
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|NetworkingError|CERT_\w+|\w*SELF_SIGNED\w*|ERR_INVALID_URL|ERR_TLS\w+|UND_ERR\w+)$/,
  ],
  [
    'access-denied',
    /^(AccessDenied|AccessDeniedException|AccessDeniedForDependencyException|UnauthorizedOperation|AuthorizationError|NotAuthorized|UnauthorizedException|AllAccessDisabled|AuthFailure|AuthorizationHeaderMalformed|ExpiredToken|ExpiredTokenException|IncompleteSignature|InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|MissingAuthenticationToken|OptInRequired|RequestExpired|SignatureDoesNotMatch|UnrecognizedClientException|MethodNotAllowed|AWSOrganizationsNotInUseException)$/,
  ],
  // The SDK follows a redirect that names the Region.
  ['other-region', /^(PermanentRedirect|TemporaryRedirect)$/],
  ['not-found', /NotFound|^NoSuch|^404$|^InvalidVpcEndpointId/],
  [
    'server-error',
    /^(InternalError|InternalFailure|InternalServerError|InternalException|ServiceException|ServiceFailure|ServiceUnavailable|ServiceUnavailableException|KMSInternalException|DependencyTimeoutException|Unavailable)$/,
  ],
];

/** What the SDK could not parse: it hides the answer beside the error. */
function isUnparsed(error: unknown): boolean {
  return /Deserialization error|response credential missing|not valid JSON|in JSON at|xml|Unclosed tag|Char .* is not expected/i.test(
    messageOf(error),
  );
}

function namesOf(error: unknown): readonly string[] {
  return [error, propertyOf(error, 'cause')].flatMap((one) =>
    ['name', 'code', 'Code'].flatMap((property) => stringIn(one, property) ?? []),
  );
}

function statusOf(error: unknown): number | undefined {
  const status =
    propertyOf(propertyOf(error, '$metadata'), 'httpStatusCode') ??
    propertyOf(propertyOf(error, '$response'), 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Whatever AWS says may hold names that others chose: bounded here, escaped where it is shown. */
function bounded(text: string): string {
  // The SDK's own advice to programmers is not for readers of reports.
  const message = text.replace(/\s*Deserialization error: to see the raw response[^]*$/, '').replace(/\s+/g, ' ');
  return message.length > 300 ? `${message.slice(0, 299)}…` : message;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function stringIn(value: unknown, name: string): string | undefined {
  const found = propertyOf(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
