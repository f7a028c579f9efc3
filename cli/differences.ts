/** Where AWS's own evaluation says something else, one of both is wrong: what was read is kept, for it is soon gone. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../src/report/contract';
import type { DeniedRequest } from '../src/request/types';
import type { Sessions } from './sessions';
import { saveRecording } from './recording-files';

/** May AWS's evaluation of one of them be read? */
export const mayDiffer = (requests: readonly Pick<DeniedRequest, 'said'>[]): boolean =>
  requests.some(({ said }) => 'authorizationId' in said);

/** Unless everything is saved anyhow, or was. */
export async function keepDifferences(reports: readonly Report[], { kept }: Pick<Sessions, 'kept'>): Promise<void> {
  const differing = reports.filter(({ verdict: { awsEvaluation } }) => (awsEvaluation?.differences.length ?? 0) > 0);
  const recording = kept();
  if (differing.length === 0 || recording === undefined) return;
  const path = join(await mkdtemp(join(tmpdir(), 'culprit-')), 'difference.json');
  await saveRecording(path, recording);
  const events = differing.map(({ request }) => request.eventId).join(', ');
  console.error(
    `culprit: AWS's own evaluation says something else about ${events}: all that was read is kept in ${path} (without secrets; --recording replays it)`,
  );
}
