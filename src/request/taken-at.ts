import type { DeniedRequest } from './types';

/** What shows no time is taken to be new: `now`, ISO 8601, is when the reads begin. */
export const takenAt = (request: DeniedRequest, now: string): DeniedRequest =>
  request.time === '' ? { ...request, time: now, timeAssumed: true } : request;
