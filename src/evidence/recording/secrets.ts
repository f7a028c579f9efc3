/** Removes from recordings whatever could open a door. */

/** A copy of text or JSON without secrets. Documents inside documents are text with escaped quotes: they are seen too. */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return cleaned(value) as T & string;
  return JSON.parse(cleaned(JSON.stringify(value))) as T;
}

/** Placeholders still parse: a replay signs with them, and nobody checks. */
const removed = 'REMOVED';

function cleaned(text: string): string {
  return replacements.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);
}

const names =
  'sessionToken|secretAccessKey|secretString|x-amz-security-token|x-amz-signature|signature|password|' +
  'webIdentityToken|samlAssertion|authorization|externalId|' +
  'x-amz-(?:copy-source-)?server-side-encryption-customer-key(?:-md5)?|sse-?customerKey(?:MD5)?|copySourceSSECustomerKey(?:MD5)?';

const replacements: readonly (readonly [RegExp, string])[] = [
  // "name":"value" — and \"name\":\"value\" where JSON stands in JSON, however deep.
  [new RegExp(`(\\\\*")(${names})(\\\\*"\\s*:\\s*)(\\\\*")(?:(?!\\4).)*\\4`, 'gis'), `$1$2$3$4${removed}$4`],
  [/<(SecretAccessKey|SessionToken|SecretString)>[^<]*</gi, `<$1>${removed}<`],
  // The query of a presigned address, and a form's body.
  [
    /((?:X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|Signature|ExternalId|WebIdentityToken|SAMLAssertion)=)[^&\s"'\\<]+/gi,
    `$1${removed}`,
  ],
  [/https:\/\/hooks\.slack\.com\/[\w/.-]+/gi, `https://hooks.slack.com/${removed}`],
];

/** Headers that an answer's meaning depends on; metadata and cookies are nobody's business. */
export function keptHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => headersKept.some((kept) => kept.test(name))));
}

const headersKept = [
  /^content-type$/i,
  /^date$/i,
  /^last-modified$/i,
  /^etag$/i,
  /^retry-after$/i,
  /^x-amzn?-?requestid$/i,
  /^x-amz-request-id$/i,
  /^x-amzn-errortype$/i,
  /^x-amzn-query-error$/i,
  /^x-amz-bucket-region$/i,
  /^x-amz-server-side-encryption(-aws-kms-key-id|-bucket-key-enabled)?$/i,
  /^x-amz-(storage-class|restore|archive-status|delete-marker|version-id|object-lock-.+)$/i,
];
