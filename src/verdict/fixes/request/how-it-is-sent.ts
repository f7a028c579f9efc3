/** How a request is signed and sent: every request has these keys, no client sets them as a header, and few values exist. */
import { Condition } from '../../../engine/condition';
import { indexContext } from '../../../engine/context';
import { operatorNamed } from '../../../engine/operators';
import type { Truth } from '../../../engine/truth';
import type { ConditionMatch } from '../../../engine/types';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
export const isOfEveryRequest = (key: string): boolean =>
  /^s3:(tlsversion|authtype|signatureversion|signatureage|x-amz-content-sha256)$/i.test(key);

/** What a client can choose from, what it does by itself first. */
const choices: Readonly<Partial<Record<string, readonly string[]>>> = {
  's3:authtype': ['REST-HEADER', 'REST-QUERY-STRING', 'POST'],
  's3:signatureversion': ['AWS4-HMAC-SHA256'],
  's3:tlsversion': ['1.2', '1.3'],
};

/** Without `exactly`: any. `undefined`: no client can send it so. */
export function howItIsSent(condition: ConditionMatch, match: boolean): { readonly exactly?: string } | undefined {
  const key = condition.key.toLowerCase();
  const fits = (value: string) => truthOf(condition, value) === match;
  if (key === 's3:x-amz-content-sha256') return fits(hashOfNothing) && fits(otherHash) ? {} : undefined;
  const chosen = (key === 's3:signatureage' ? agesUpTo(condition, fits) : (choices[key] ?? [])).find(fits);
  return chosen === undefined ? undefined : { exactly: chosen };
}

/** The payload is signed, by whatever its hash is. */
const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const otherHash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** In milliseconds: the limit, or just below it. Nobody waits until a signature is old enough. */
function agesUpTo({ wanted }: ConditionMatch, fits: (value: string) => boolean): readonly string[] {
  const limit = Math.min(...wanted.map(Number));
  return Number.isFinite(limit) && fits('0') ? [limit, limit - 1].filter((age) => age > 0).map(String) : [];
}

function truthOf({ operator: name, key, wanted }: ConditionMatch, value: string): Truth {
  const operator = operatorNamed(name);
  if (operator === undefined) return undefined;
  return new Condition(name, operator, key, wanted, true).matchSeen(value, noContext);
}

const noContext = indexContext({ known: {}, unknown: [] });
