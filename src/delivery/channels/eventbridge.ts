import type { Message } from '../../report/notice/message';
import { putEvent } from '../aws';
import { outcomeOfError } from './aws-outcome';
import type { Channel } from './channel';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html: an entry has at most 256 KB. */
const longestDetail = 250_000;

export interface EventBusTarget {
  readonly id: string;
  /** Name or ARN of the bus. */
  readonly bus: string;
}

/** Events of source `culprit`; `docs/notice.schema.json` is what their detail looks like. */
export function eventBridgeChannel({ id, bus }: EventBusTarget): Channel {
  return {
    id,
    identity: () => Promise.resolve(bus),
    updates: () => Promise.resolve(false),
    alive: () => Promise.resolve({ is: 'not-known' }),
    send: async ({ kind, data }) => {
      try {
        const { eventId, errorCode } = await putEvent(bus, 'culprit', detailTypes[kind], detailOf(data));
        if (errorCode !== undefined) return outcomeOfError(Object.assign(new Error(), { name: errorCode }));
        return { is: 'sent', ...(eventId === undefined ? {} : { ref: eventId }) };
      } catch (error) {
        return outcomeOfError(error);
      }
    },
  };
}

const detailTypes: Readonly<Record<Message['kind'], string>> = {
  opened: 'Culprit Incident Opened',
  reopened: 'Culprit Incident Reopened',
  'goes-on': 'Culprit Incident Goes On',
  numbers: 'Culprit Incident Goes On',
  closed: 'Culprit Incident Closed',
  failed: 'Culprit Investigation Failed',
  digest: 'Culprit Digest',
  ceiling: 'Culprit Ceiling Reached',
  'channel-broken': 'Culprit Channel Broken',
};

/** The whole report where it fits; else without it: `evidence` says where it lies. */
function detailOf(data: Message['data']): string {
  const whole = JSON.stringify(data);
  if (Buffer.byteLength(whole) <= longestDetail) return whole;
  const { report, ...rest } = data;
  return JSON.stringify({ ...rest, isShortened: report !== undefined });
}
