/** What browsers, and S3 itself, write about a call that CORS refuses. https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors */
import { defined } from '../../defined';
import { deniedBy } from '../error-codes';

/** What the page asked for, as far as it stands there. */
export interface AskedPreflight {
  readonly origin?: string;
  readonly method?: string;
  /** One of them, at least. */
  readonly headers?: string;
}

/** `undefined`: the text is about something else, or about the call itself, whose answer the browser keeps from the page. */
export function preflightInText(text: string, errorCode: string | undefined): AskedPreflight | undefined {
  const errorClass = errorCode === undefined ? undefined : deniedBy(errorCode)?.class;
  if (errorClass === undefined ? !ofPreflights.test(text) : errorClass !== 'preflight') return undefined;
  const first = (...patterns: readonly RegExp[]) => patterns.flatMap((one) => one.exec(text)?.[1] ?? [])[0];
  return defined({
    origin: first(
      /\bfrom origin '([^'\s]{1,300})'/,
      /\bOrigin:? (https?:\/\/[^\s'"]{1,300}?)(?= is not allowed|[\s'"]|$)/,
    ),
    method: first(
      /<Method>\s*([A-Z]+)\s*<\/Method>/,
      /\bMethod ([A-Z]+) is not allowed by Access-Control-Allow-Methods/,
      /\bAccess-Control-Request-Method: ([A-Z]+)\b/i,
    ),
    headers: first(
      /\b[Rr]equest header field ([\w-]{1,100}) is not allowed by Access-Control-Allow-Headers/,
      /\bheader ‘([\w-]{1,100})’ is not allowed according to header ‘Access-Control-Allow-Headers’/,
      /\bAccess-Control-Request-Headers: ([\w, -]{1,1000}\w)/i,
    ),
  });
}

/** Browsers name the preflight where it failed: "blocked by CORS policy" alone may be the answer to any call. */
const ofPreflights = new RegExp(
  [
    String.raw`\bCORSResponse: `,
    // Chrome
    String.raw`\bResponse to preflight request\b`,
    String.raw`\bMethod [A-Z]{1,20} is not allowed by Access-Control-Allow-Methods\b`,
    String.raw`\b[Rr]equest header field [\w-]{1,100} is not allowed by Access-Control-Allow-Headers\b`,
    // Firefox
    String.raw`\bCORS preflight (?:channel|response) did not succeed\b`,
    String.raw`\bDid not find method in CORS header\b`,
    String.raw`\bheader ‘[\w-]{1,100}’ is not allowed according to header ‘Access-Control-Allow-Headers’`,
    // Safari
    String.raw`\bPreflight response is not successful\b`,
  ].join('|'),
);
