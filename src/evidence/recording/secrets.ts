/** Removes from recordings whatever could open a door. */
import { closing, depthOf } from '../../request/secrets';

/** A copy of text or JSON without secrets. Documents inside documents are text with escaped quotes: they are seen too. */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return cleaned(value) as T & string;
  return JSON.parse(cleaned(JSON.stringify(value))) as T;
}

/** Placeholders still parse: a replay signs with them, and nobody checks. */
const removed = 'REMOVED';

function cleaned(text: string): string {
  return replacements.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), withoutQuoted(text));
}

/** `"name":"value"` — and `\"name\":\"value\"` where JSON stands in JSON, however deep. Reads the text once. */
function withoutQuoted(text: string): string {
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(quoted)) {
    const start = match.index + match[0].length;
    const [, ofName = '', ofValue = ''] = match;
    if (start <= at || depthOf(ofName.length) !== depthOf(ofValue.length)) continue;
    kept += text.slice(at, start) + removed;
    at = closing(text, start, '"', ofValue.length);
  }
  return kept + text.slice(at);
}

const names =
  'sessionToken|secretAccessKey|secretString|x-amz-security-token|x-amz-signature|signature|password|' +
  'webIdentityToken|samlAssertion|authorization|externalId|' +
  'x-amz-(?:copy-source-)?server-side-encryption-customer-key(?:-md5)?|sse-?customerKey(?:MD5)?|copySourceSSECustomerKey(?:MD5)?';

const quoted = new RegExp(`(?<=")(?:${names})(\\\\*)"\\s*:\\s*(\\\\*)"`, 'gi');

const replacements: readonly (readonly [RegExp, string])[] = [
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
