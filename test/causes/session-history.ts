import type { HistoryRecord } from '../account/description';
import { sessionKey } from './events';

/** What CloudTrail keeps of the call that began a session: no other place tells its policy and its tags. */
export const began = (
  requestParameters: Readonly<Record<string, unknown>> | null,
  eventName = 'AssumeRole',
  answered: Readonly<Record<string, unknown>> = {},
): { readonly history: readonly HistoryRecord[] } => ({
  history: [
    {
      eventTime: '2026-11-20T08:00:11Z',
      eventSource: 'sts.amazonaws.com',
      eventName,
      requestParameters,
      responseElements: { ...answered, credentials: { accessKeyId: sessionKey } },
    },
  ],
});
