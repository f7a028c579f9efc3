import type { Report } from '../../src/report/contract';
import { exitCode, UsageError, type ExitCode } from '../exit-codes';
import { didYouMean } from '../nearest';

export const expectations = ['allowed', 'denied'] as const;
export type Expected = (typeof expectations)[number];

export function expectedIn(given: string | undefined): Expected | undefined {
  if (given === undefined) return undefined;
  const known = expectations.find((one) => one === given);
  if (known !== undefined) return known;
  throw new UsageError(`\`--expect ${given}\` is not known${didYouMean(given, expectations)}: use allowed or denied`);
}

/** 4: it is not decided. Without an expectation any decision is a success. */
export function codeOfAnswer({ verdict: { status } }: Report, expected: Expected | undefined): ExitCode {
  if (status === 'inconclusive') return exitCode.inconclusive;
  return expected === undefined || status === expected ? exitCode.found : exitCode.unexpected;
}
