/** How S3 matches a rule: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html#cors-eval-criteria */
import { all, any, type Truth } from '../../engine/truth';
import type { CorsRule } from '../../evidence/readers/bucket-cors';
import type { RequestFacts } from '../../request/types';

/** What a browser asks before a page's call; what is absent no record shows. */
export interface Preflight {
  readonly origin?: string;
  readonly method?: string;
  /** In lower case. */
  readonly headers?: readonly string[];
}

export const elements = ['origin', 'method', 'headers'] as const;
export type Element = (typeof elements)[number];

export interface JudgedRule extends Readonly<Record<Element, Truth>> {
  /** Its id, else its place: `#1`. */
  readonly name: string;
  readonly rule: CorsRule;
  /** What it allows, as people read it. */
  readonly allows: Readonly<Record<Element, string>>;
}

export function preflightIn({
  parameters,
  headersNotRecorded,
}: Pick<RequestFacts, 'parameters' | 'headersNotRecorded'>): Preflight {
  const { origin, 'access-control-request-method': method, 'access-control-request-headers': headers } = parameters;
  const listed = headers?.split(',').map((name) => name.trim().toLowerCase());
  // A browser that wants none sends no such header.
  const none = headersNotRecorded === true || method === undefined ? undefined : [];
  const wanted = listed?.filter((name) => name !== '') ?? none;
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(method === undefined ? {} : { method }),
    ...(wanted === undefined ? {} : { headers: wanted }),
  };
}

export function judgeRule(rule: CorsRule, place: number, { origin, method, headers }: Preflight): JudgedRule {
  const { ID, AllowedOrigins, AllowedMethods, AllowedHeaders = [] } = rule;
  return {
    name: ID ?? `#${place}`,
    rule,
    allows: {
      origin: AllowedOrigins.join(', '),
      method: AllowedMethods.join(', '),
      headers: AllowedHeaders.join(', ') || 'none',
    },
    origin: any(AllowedOrigins, (pattern) => fits(pattern, origin)),
    method: methodFits(AllowedMethods, method),
    headers: headersFit(
      AllowedHeaders.map((pattern) => pattern.toLowerCase()),
      headers,
    ),
  };
}

export const isFailed = (rule: JudgedRule): boolean => elements.some((element) => rule[element] === false);

/** A pattern holds at most one `*`. */
function fits(pattern: string, value: string | undefined): Truth {
  if (pattern === '*') return true;
  if (value === undefined) return undefined;
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
const everyMethod = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

function methodFits(allowed: readonly string[], method: string | undefined): Truth {
  if (method !== undefined) return allowed.includes(method);
  return everyMethod.every((one) => allowed.includes(one)) ? true : undefined;
}

/** Every header that the page wants to send. */
function headersFit(allowed: readonly string[], headers: readonly string[] | undefined): Truth {
  if (headers === undefined) return allowed.includes('*') ? true : undefined;
  return all(headers, (header) => any(allowed, (pattern) => fits(pattern, header)));
}
