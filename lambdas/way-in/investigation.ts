import { startInvestigation } from '../../src/delivery/start';
import { symptomOf } from '../../src/request/denials/symptom';
import type { DeniedRequest } from '../../src/request/types';
import type { Denial } from '../denial';
import { environment, optional } from '../environment';
import { stepFile, writeOnce, type RunInput } from '../run';

/** The execution's name: the symptom and the hour of the denial, wherever it was recorded. */
export function runOf(request: DeniedRequest): string {
  const hour = new Date(request.time).toISOString().slice(0, 13).replace(/\D/g, '');
  return `${symptomOf(request)}-${hour}`;
}

/** Starts the run for the request that denials are about, once. Evidence first: an execution must not start without it. */
export async function startRun(run: string, request: DeniedRequest, denials: readonly Denial[]): Promise<string> {
  const ids = [request.eventId, ...(request.furtherEventIds ?? [])];
  for (const { record, request: own } of denials.filter((denial) => ids.includes(denial.request.eventId))) {
    const [service = ''] = own.eventSource.split('.');
    const denial: Denial = { request: own, record };
    await writeOnce({ run }, stepFile.record(service), denial);
  }
  const input: RunInput = { run, request };
  return startInvestigation(environment('CULPRIT_STATE_MACHINE'), run, input);
}

/** Nobody asked about the other buckets. A record without one may be about any. */
export function isWatched({ bucket }: DeniedRequest): boolean {
  const buckets = (optional('CULPRIT_BUCKETS') ?? '').split(',').filter((name) => name !== '');
  return buckets.length === 0 || bucket === undefined || buckets.includes(bucket);
}
