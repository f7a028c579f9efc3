import type { CloudTrailEvent } from '../../demo/story/events';

/** The servers run on the clock of the machine, by which the story's incidents would age. */
export function happened(event: CloudTrailEvent, at: Date): CloudTrailEvent {
  const time = at.toISOString().replace(/\.\d+/, '');
  return { ...event, time, detail: { ...event.detail, eventTime: time } };
}

/** The same denial again, as records of their own, and each of them twice: EventBridge may deliver more than once. */
export const stormOf = (event: CloudTrailEvent, denials: number): readonly CloudTrailEvent[] =>
  Array.from({ length: denials }, (_, at): CloudTrailEvent => {
    const ofThis = (id: unknown) => String(id).replace(/.{4}$/, String(at).padStart(4, '0'));
    const { eventID: id, requestID: request } = event.detail;
    return { ...event, detail: { ...event.detail, eventID: ofThis(id), requestID: ofThis(request) } };
  }).flatMap((one) => [one, one]);
