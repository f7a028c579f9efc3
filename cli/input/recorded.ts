/** The record of a denial of which only an error text is there: in logs that are given, else in the event history. */
import { lookUpEvents } from '../../src/evidence/readers/shared/events';
import { partitionIn } from '../../src/names/partition';
import { accountOf, principalOfArn } from '../../src/names/principal';
import { issuerName } from '../../src/request/denials/caller-name';
import { parseRecord } from '../../src/request/record/parse';
import type { PartialDenial } from '../../src/request/error-text/partial-denial';
import type { DeniedRequest } from '../../src/request/types';
import type { Sessions } from '../sessions';
import { foundIn } from './found';

export type Recorded = (denial: PartialDenial) => Promise<DeniedRequest | undefined>;

/** Reads the logs once for each denial: there are few of them, and logs are larger than memory. */
export const recordedIn =
  (logs: readonly string[]): Recorded =>
  async (denial) => {
    if (denial.requestId === undefined && denial.time === undefined) return undefined;
    for await (const { found } of foundIn(logs)) {
      for (const one of found) if (one.is === 'denied' && isOf(one.request, denial)) return one.request;
    }
    return undefined;
  };

/** Milliseconds between the clock of a program and that of S3. */
const mostApart = 60_000;

/** By S3's own id of the request; without one by bucket, caller and time. */
export function isOf(request: DeniedRequest, denial: PartialDenial): boolean {
  if (denial.requestId !== undefined && request.requestId !== undefined) return request.requestId === denial.requestId;
  if (denial.time === undefined || denial.bucket === undefined || request.bucket !== denial.bucket) return false;
  if (Math.abs(Date.parse(request.time) - Date.parse(denial.time)) > mostApart) return false;
  if (denial.key !== undefined && request.key !== denial.key) return false;
  const caller = principalOfArn(denial.principal);
  return caller === undefined || issuerName(caller) === issuerName(request.principal);
}

/** Days that are looked through where the text shows no time. */
const mostDays = 1;
const mostPages = 10;

/** The event history keeps calls about buckets and accounts, and none about objects. */
export const recordedInHistory =
  (sessions: Sessions): Recorded =>
  async (denial) => {
    const { requestId, operation, time } = denial;
    if (requestId === undefined || operation === undefined || isAboutObject(operation)) return undefined;
    const region = await sessions.regionOf({ region: denial.region ?? '' });
    if (region === undefined) return undefined;
    const session = sessions.sessionFor(region);
    const at = time === undefined ? undefined : Date.parse(time);
    const account = accountOf(principalOfArn(denial.principal) ?? { type: 'anonymous' });
    const where = { at: 'caller', account, region, partition: partitionIn(denial.principal ?? '') ?? 'aws' } as const;
    const found = await session.ask(where, `record ${requestId}`, (place) =>
      lookUpEvents(
        place,
        {
          attribute: 'EventName',
          value: operation,
          since: new Date(at === undefined ? session.now() - mostDays * 86_400_000 : at - 15 * mostApart),
          until: new Date(at === undefined ? session.now() : at + 15 * mostApart),
          mostPages,
        },
        (record) => record['requestID'] === requestId,
      ),
    );
    if (found.status !== 'found') return undefined;
    const parsed = found.value.records.filter((record) => record['requestID'] === requestId).map(parseRecord);
    return parsed.flatMap((one) => (one.is === 'denied' ? [one.request] : []))[0];
  };

const isAboutObject = (operation: string): boolean =>
  /Object(?!LockConfiguration)|Multipart|UploadPart|ListParts|SelectObject/.test(operation);
