/** Reads every input to its end: denials are gathered, all else is counted. */
import { defaultLimits, newBatch, type Batch } from '../../src/request/denials/batch';
import { newSuccesses, type Successes } from '../../src/request/denials/successes';
import type { Found } from '../../src/request/forms/read-input';
import { complete, type Added } from '../../src/request/error-text/complete';
import type { PartialDenial } from '../../src/request/error-text/partial-denial';
import type { DeniedRequest } from '../../src/request/types';
import type { BadInput, NotDenied } from '../../src/request/parsed-record';
import { progressOf } from '../batch/progress';
import type { AskedRequests } from '../trial/requests';
import { foundIn } from './found';
import { exitCode, type ExitCode } from '../exit-codes';
import { missingSentence } from './missing';

export interface Read {
  readonly batch: Batch;
  /** What denials are compared with. */
  readonly successes: Successes;
  /** How many there were of any kind. */
  readonly records: number;
  /** Those that are no denials. */
  readonly others: number;
  readonly bad: { readonly count: number; readonly first?: { readonly source: string; readonly message: string } };
  readonly notDenied: { readonly byCode: ReadonlyMap<NotDenied['code'], number>; readonly first?: NotDenied };
}

const mostPartials = 1_000;
const nowhere = (): Promise<undefined> => Promise.resolve(undefined);

export interface ReadOptions {
  /** What error texts do not show. */
  readonly added?: Added;
  /** Every denial is kept, however many there are. */
  readonly keepAll?: boolean;
  /** Where denials go, instead of a batch by symptom; successful calls go there too. */
  readonly asked?: AskedRequests;
  /** Where the record of an error text's denial is looked for. */
  readonly recordOf?: (denial: PartialDenial) => Promise<DeniedRequest | undefined>;
}

export async function readAll(
  names: readonly string[],
  { added = {}, keepAll = false, asked, recordOf = nowhere }: ReadOptions = {},
): Promise<Read> {
  const batch =
    asked?.denials ?? newBatch(keepAll ? { ...defaultLimits, kept: Number.POSITIVE_INFINITY } : defaultLimits);
  const partials: { readonly source: string; readonly denial: PartialDenial }[] = [];
  const byCode = new Map<NotDenied['code'], number>();
  const successes = newSuccesses();
  let records = 0;
  let badCount = 0;
  let firstBad: Read['bad']['first'];
  let firstNotDenied: NotDenied | undefined;

  const takeBad = (source: string, { message }: Pick<BadInput, 'message'>): void => {
    badCount += 1;
    firstBad ??= { source, message };
  };
  const takePartial = async (source: string, denial: PartialDenial): Promise<void> => {
    const recorded = await recordOf(denial);
    if (recorded !== undefined) return batch.add(recorded);
    const completed = complete(denial, added);
    if (completed.is === 'incomplete') takeBad(source, { message: missingSentence(denial, completed.missing) });
    else if (completed.is === 'bad-input') takeBad(source, completed);
    else batch.add(completed.request);
  };
  const take = (source: string, one: Found): void => {
    records += 1;
    switch (one.is) {
      case 'denied':
        return batch.add(one.request);
      case 'partial':
        // A log full of them would be looked for all day.
        if (partials.length < mostPartials) partials.push({ source, denial: one });
        return;
      case 'bad-input':
        return takeBad(source, one);
      case 'not-denied':
        successes.add(one);
        asked?.add(one);
        firstNotDenied ??= one;
        byCode.set(one.code, (byCode.get(one.code) ?? 0) + 1);
    }
  };

  const progress = progressOf('records read', undefined);
  for await (const { source, found } of foundIn(names)) {
    for (const one of found) {
      take(source, one);
      progress.step();
    }
  }
  progress.end();
  for (const { source, denial } of partials) await takePartial(source, denial);
  return {
    batch,
    successes,
    records,
    others: badCount + [...byCode.values()].reduce((sum, many) => sum + many, 0),
    bad: firstBad === undefined ? { count: badCount } : { count: badCount, first: firstBad },
    notDenied: firstNotDenied === undefined ? { byCode } : { byCode, first: firstNotDenied },
  };
}

/** An input in which there is nothing to work on. */
export const codeWithoutDenials = ({ records, bad }: Read): ExitCode =>
  bad.count === records ? exitCode.badInput : exitCode.notDenied;
