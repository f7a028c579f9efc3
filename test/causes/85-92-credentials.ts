/** Causes 85–92: who asks, and how the request was signed. Most of them stand in server access logs only. */
import { accounts, allowing, denying, everything } from './accounts';
import { docs } from './condition';
import { anonymous, event, lambdaRole, logLine, user, type LoggedRequest } from './events';
import type { Fixture } from './fixture';

const errors = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const provenance = { from: 'documentation', source: errors } as const;
const layer = 'credentials-and-signature';

interface Refused {
  readonly causes: readonly number[];
  readonly title: string;
  readonly logged: LoggedRequest;
  readonly shows: string;
  /** Another code, for another reason. */
  readonly twin: { readonly title: string; readonly code: string; readonly shows: string };
}

const refused: readonly Refused[] = [
  {
    causes: [85],
    title: 'an access key that AWS does not know',
    logged: { code: 'InvalidAccessKeyId' },
    shows: 'access-key-unknown-or-inactive',
    twin: {
      title: 'the key is known, and the signature is wrong',
      code: 'SignatureDoesNotMatch',
      shows: 'signature-does-not-match',
    },
  },
  {
    causes: [86],
    title: 'a signature that does not match',
    logged: { code: 'SignatureDoesNotMatch' },
    shows: 'signature-does-not-match',
    twin: { title: 'the key is not known', code: 'InvalidAccessKeyId', shows: 'access-key-unknown-or-inactive' },
  },
  {
    causes: [87],
    title: 'a clock that is wrong',
    logged: { code: 'RequestTimeTooSkewed' },
    shows: 'clock-skew',
    twin: { title: 'the session is over', code: 'ExpiredToken', shows: 'session-token-expired' },
  },
  {
    causes: [89],
    title: 'a presigned URL whose session is over',
    logged: {
      code: 'ExpiredToken',
      status: 400,
      auth: 'QueryString',
      query: 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261120T080000Z&X-Amz-Expires=86400',
    },
    shows: 'session-token-expired',
    twin: { title: 'the token is no token', code: 'InvalidToken', shows: 'session-token-invalid' },
  },
  {
    causes: [90],
    title: 'a request that must be signed',
    logged: { code: 'MissingAuthenticationToken', signature: '-', auth: '-' },
    shows: 'request-must-be-signed',
    twin: { title: 'the account has not signed up', code: 'NotSignedUp', shows: 'account-not-signed-up' },
  },
  {
    causes: [91],
    title: 'an account with a problem',
    logged: { code: 'AccountProblem', requester: user().arn },
    shows: 'account-problem',
    twin: { title: 'whoever should pay cannot', code: 'InvalidPayer', shows: 'payer-invalid' },
  },
];

export const credentials: readonly Fixture[] = [
  ...refused.map(({ causes, title, logged, shows, twin }): Fixture => ({
    causes,
    title,
    provenance,
    event: logLine(logged),
    world: accounts(),
    expects: { status: 'denied', certainty: 'established', layer, shows },
    twin: {
      title: twin.title,
      told: 'the error’s code names it',
      event: logLine({ ...logged, code: twin.code }),
      expects: { status: 'denied', certainty: 'established', layer, shows: twin.shows },
    },
  })),
  {
    causes: [88],
    title: 'a presigned URL that has expired',
    provenance: { ...provenance, source: docs('using-presigned-url') },
    event: logLine({
      code: 'AccessDenied',
      requester: user().arn,
      auth: 'QueryString',
      query: 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261120T070000Z&X-Amz-Expires=900',
    }),
    world: accounts({ account: { users: { alice: { inline: { all: everything } } } } }),
    expects: { status: 'denied', certainty: 'established', layer, shows: 'presigned-url-expired' },
    twin: {
      title: 'the URL is still good, and the bucket policy denies',
      told: 'the line tells when the URL was signed, and for how long',
      event: logLine({
        code: 'AccessDenied',
        requester: user().arn,
        auth: 'QueryString',
        query: 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261120T081000Z&X-Amz-Expires=900',
      }),
      world: accounts({
        bucket: { policy: denying('Closed') },
        account: { users: { alice: { inline: { all: everything } } } },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [92],
    title: 'nobody signed the request, and the bucket is private',
    provenance: { ...provenance, source: docs('troubleshoot-403-errors') },
    event: event({ by: anonymous }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer, shows: 'request-not-signed' },
    },
    twin: {
      title: 'a role signed it, whom the bucket policy denies',
      event: event({ by: lambdaRole() }),
      world: accounts({ bucket: { policy: denying('Closed') } }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'bucket-policy',
        shows: 'Closed',
        besides: { layer, shows: 'request-was-authenticated' },
      },
    },
    another: {
      title: 'the bucket is public by its policy, and cut off',
      world: accounts({ bucket: { policy: allowing('*'), policyIsPublic: true } }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'block-public-access',
        shows: 'RestrictPublicBuckets',
      },
    },
  },
];
