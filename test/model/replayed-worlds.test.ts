/** Described accounts from what was recorded of them: all that a report is made from is the same, byte for byte. */
import { gatherCase, type InvestigateOptions } from '../../src/investigate';
import type { DeniedRequest } from '../../src/request/types';
import type { AwsAccounts } from '../account/description';
import { deniedIn, replayIn, sessionIn } from '../account/investigate';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';
import { evaluationsOf, excludesKey } from './evaluations';
import { questionOf } from './question-of';
import { recordOf } from './record-of';
import { vectors } from './vectors';
import { timeOf } from './described-caller';
import { describedFrom } from './described-scenario';

useTestCredentials();
// The reads of both are made at one time.
atTheTime('2026-11-23T13:00:00.000Z');

const some = vectors.filter((_, index) => index % 16 === 0).map((vector) => [vector.id, vector] as const);

describe.each(some)('%s', (_, vector) => {
  const now = timeOf(vector.request.context);

  test('as questions', async () => {
    for (const scenario of evaluationsOf(vector)) {
      const [live, replayed] = await both(describedFrom(scenario), questionOf(scenario), { now, observed: false });
      expect(replayed).toBe(live);
    }
  });

  const record = excludesKey(vector) ? undefined : recordOf(vector);
  if (record === undefined) return;
  test('as a denial', async () => {
    const [live, replayed] = await both(describedFrom(vector), deniedIn(record), { now });
    expect(replayed).toBe(live);
  });
});

/** What is gathered from the accounts, and from its recording. */
async function both(
  awsAccounts: AwsAccounts,
  denied: DeniedRequest,
  options: InvestigateOptions,
): Promise<readonly string[]> {
  const { session, recorder } = sessionIn(awsAccounts, denied);
  const live = await gatherCase(denied, session, options);
  const replayed = await gatherCase(denied, replayIn(awsAccounts, denied, recorder.recording()), options);
  return [live, replayed].map((gathered) => JSON.stringify(gathered));
}
