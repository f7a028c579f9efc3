import { hashOf } from '../../src/incident/counting/hash';
import type { Arrived } from '../../src/incident/flow/batch/arrived';
import { recordOfLine, type LogPlace } from '../../src/request/access-log/parse-line';
import { symptomId, symptomParts } from '../../src/request/denials/symptom';
import { redact } from '../../src/request/redact';
import type { DeniedRequest } from '../../src/request/types';
import { isStranger } from './accounts';
import { eachLine, type Limits } from './lines';
import { logSuccesses } from './log-successes';

export interface LogLimits extends Limits {
  readonly denied: number;
}

export interface LogDenials {
  readonly denials: readonly Arrived[];
  readonly lines: number;
  /** Nothing was left out. */
  readonly whole: boolean;
}

/** The denials of a log object, within limits. What is kept of each is its line. */
export async function denialsIn(
  content: AsyncIterable<Uint8Array>,
  most: LogLimits,
  message: string,
  place: LogPlace,
  requestIn: (line: string) => DeniedRequest | undefined,
): Promise<LogDenials> {
  const denials: Arrived[] = [];
  const successes = logSuccesses(place);
  const { lines, cut } = await eachLine(content, most, (text) => {
    if (denials.length === most.denied) return;
    const request = requestIn(text);
    if (request === undefined) return successes.add(text);
    const parts = {
      ...symptomParts(request),
      ...(isStranger(request, place.accountId) ? { stranger: true as const } : {}),
    };
    const time = Date.parse(request.time);
    denials.push({
      message,
      // CloudTrail's record of the same request has the same id.
      id: hashOf(`s3 ${request.requestId ?? text}`),
      symptom: symptomId(parts),
      parts,
      service: 's3',
      time: Number.isNaN(time) ? 0 : time,
      denial: () => ({
        request: requestIn(text) ?? request,
        record: redact(recordOfLine(text, place)),
        successes: successes.like(request),
      }),
    });
  });
  return { denials, lines, whole: !cut && denials.length < most.denied };
}
