/** What browsers, and S3 itself, write about a call that CORS refuses. https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors */
import { defined } from '../../defined';

/** What the page asked for, as far as it stands there. */
export interface AskedPreflight {
  readonly origin?: string;
  readonly method?: string;
  /** One of them, at least. */
  readonly headers?: string;
}

/** `undefined`: the text is about something else. */
export function preflightInText(text: string): AskedPreflight | undefined {
  if (!refusedByCors.test(text)) return undefined;
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

const refusedByCors =
  /has been blocked by CORS policy|\bCross-Origin Request Blocked\b|\bCORSResponse: |is not allowed by Access-Control-Allow-Origin|<Code>AccessForbidden<\/Code>/;
