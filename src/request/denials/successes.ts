/** Calls that succeeded, as the requests that they were: a denial is compared with those of the same caller. */
import { issuerName } from './caller-name';
import type { DeniedRequest } from '../types';
import type { NotDenied } from '../parsed-record';

/** Hidden from what is printed and compared. A WeakMap of all records of a log would take as long as to parse them. */
const made = Symbol('request');

type Succeeded = NotDenied & { readonly [made]?: () => DeniedRequest | undefined };

/** Keeps how the request is made of the record: most are never asked for. */
export const withRequest = (succeeded: NotDenied, make: () => DeniedRequest | undefined): NotDenied =>
  Object.defineProperty(succeeded, made, { value: make });

/** As if it had been denied; `undefined`: it is no success, or no request of S3. */
export const requestOf = (one: NotDenied): DeniedRequest | undefined =>
  one.code === 'succeeded' ? (one as Succeeded)[made]?.() : undefined;

export interface Successes {
  readonly add: (one: NotDenied) => void;
  /** By the same caller, operation and bucket, as if they had been denied. */
  readonly like: (denied: DeniedRequest) => readonly DeniedRequest[];
}

/** The newest of an input: what is kept does not grow with its length. */
export function newSuccesses(mostKept = 2_000): Successes {
  const kept: NotDenied[] = [];
  let parsed: readonly DeniedRequest[] | undefined;
  return {
    add: (one) => {
      if (one.code !== 'succeeded' || !(made in one)) return;
      kept.push(one);
      if (kept.length > 2 * mostKept) kept.splice(0, kept.length - mostKept);
    },
    like: (denied) => {
      parsed ??= kept.slice(-mostKept).flatMap((one) => requestOf(one) ?? []);
      const name = nameOf(denied);
      return parsed.filter((one) => nameOf(one) === name);
    },
  };
}

const nameOf = ({ principal, operation, bucket }: DeniedRequest): string =>
  JSON.stringify([issuerName(principal), operation, bucket]);
