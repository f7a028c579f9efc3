import type { SQSBatchResponse } from 'aws-lambda';
import { storeIn } from '../src/delivery/table/store';
import { errorName } from '../src/error-name';
import type { WatchedCalls } from '../src/evidence/changes/search/watched-calls';
import { takeInChange } from '../src/incident/closing/take-in-changes';
import { environment } from './runtime/environment';
import { log } from './runtime/log';
import { isTaken } from './way-in/accounts';
import { heardEventIn } from './way-in/heard-event';
import { failing, jsonIn, type QueueEvent } from './way-in/queue';

/** Keeps what is heard of changes. What changes what comes as data, so that the bundle holds no reader. */
export function changesHandler(watched: WatchedCalls): (event: QueueEvent) => Promise<SQSBatchResponse> {
  return async ({ Records: messages }) => {
    const ports = { store: storeIn(environment('CULPRIT_TABLE')), now: Date.now };
    const failed: string[] = [];
    let [changes, others] = [0, 0];
    // One after the other: two changes of one thing have one recheck.
    for (const message of messages) {
      try {
        const heard = heardEventIn(jsonIn(message), watched, isTaken);
        if (heard !== undefined) await takeInChange(heard, ports);
        if (heard?.made === undefined) others += 1;
        else changes += 1;
      } catch (error) {
        log({ event: 'not-kept', messageId: message.messageId, error: errorName(error) });
        failed.push(message.messageId);
      }
    }
    log({ event: 'heard', changes, others, failed: failed.length });
    return failing(failed);
  };
}
