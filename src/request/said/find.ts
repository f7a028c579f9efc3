/** Finds AWS's sentences about denials in a text that holds more than them. */
import { policyTypes } from './parse';

export interface Sentence {
  /** As `parseSaid` takes it. */
  readonly message: string;
  readonly at: number;
  readonly end: number;
}

/** Every `User: … is not authorized to perform: …`, up to where its reason ends. */
export function sentencesIn(text: string): readonly Sentence[] {
  const begins = [...text.matchAll(beginning)].slice(0, most);
  return begins.map(({ index }, number) => {
    const next = begins[number + 1]?.index ?? text.length;
    const message = untilItsEnd(text.slice(index, Math.min(next, index + longest)));
    return { message, at: index, end: index + message.length };
  });
}

const most = 1_000;
const longest = 4_096;
const beginning = /(?:User:\s+\S+\s+is|You are)\s+not authorized to perform:/g;

/** The last reason counts: an object's key, which stands before it, may hold an imitation. */
function untilItsEnd(text: string): string {
  const bounded = text.slice(0, endOf(text));
  const reason = [...bounded.matchAll(reasons)].at(-1);
  if (reason !== undefined) return bounded.slice(0, reason.index + reason[0].length);
  const bare =
    /^(?:User:\s+\S+\s+is|You are)\s+not authorized to perform:\s+[\w-]+:[\w*]+(?:\s+on\s+resource:\s+(?:"[^"]*"|\S+))?/;
  return bare.exec(bounded)?.[0] ?? bounded.trimEnd();
}

/** What tools put after AWS's words. */
function endOf(text: string): number {
  const found = [
    /<\/Message>/i,
    / \(Service: /,
    / \(RequestToken: /,
    /\s+at [\w$.<>]+\(/,
    /["']\s*[,}]\s*["']?\$?\w+["']?\s*[:=]/,
    /\s+--->? /,
    /\s+status code: \d/,
  ].flatMap((pattern) => pattern.exec(text)?.index ?? []);
  return Math.min(text.length, ...found);
}

/** One that is not known ends where a tool goes on, or with its word `policy`. */
const policyType = `(?:${policyTypes}|[\\w -]{3,40}?(?= ?[:,.]|\\s*$|["'<)\\]]| (?!policy|control|boundary|based)))`;
const reasons = new RegExp(
  `(?:because no [\\w -]{3,40} allows the [\\w-]+:[\\w*]+ action|with an explicit deny(?: in (?:an?|the) ${policyType}(?: ?[:,] ?(?:with policy ARN: ?)?arn:[^\\s"'<>]*[^\\s"'<>.,;)])?)?|because (?:public (?:ACLs|policies) are prevented by the \\w+ setting in S3 Block Public Access|this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys|the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access))`,
  'g',
);
