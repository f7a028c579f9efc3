import { subjectOf } from '../../src/evidence/changes/heard/subject';
import { changeIn } from '../../src/evidence/changes/record/change';
import { changedBy, type WatchedCalls } from '../../src/evidence/changes/search/watched-calls';
import { at, textAt } from '../../src/evidence/readers/shared/events';
import { withoutSecrets } from '../../src/evidence/recording/secrets';
import type { HeardEvent } from '../../src/incident/closing/take-in-changes';
import { isFields } from '../../src/request/record/fields';

/** What an event of EventBridge says. `undefined`: it is not AWS's own of an account that is taken, or no record. */
export function heardEventIn(
  event: unknown,
  watched: WatchedCalls,
  isTaken: (account: string) => boolean,
): HeardEvent | undefined {
  const record = at(event, 'detail');
  const [source = '', account = ''] = ['source', 'account'].map((name) => textAt(event, name));
  // Rules pass on only these: whoever sends to the queue otherwise is a stranger.
  if (!isFields(record) || !source.startsWith('aws.') || !isTaken(account)) return undefined;
  // A trail puts its events on the bus of the account whose copy they are.
  if ((textAt(record, 'recipientAccountId') ?? account) !== account) return undefined;
  const region = textAt(record, 'awsRegion') ?? textAt(event, 'region');
  if (region === undefined) return undefined;
  const time = Date.parse(textAt(record, 'eventTime') ?? '');
  if (Number.isNaN(time)) return undefined;
  const place = { account, region };
  const eventSource = textAt(record, 'eventSource') ?? '';
  const thing = changedBy(watched, eventSource, textAt(record, 'eventName') ?? '');
  const change = thing === undefined ? undefined : changeIn(record, eventSource, place);
  if (thing === undefined || change === undefined) return { place, time };
  return { place, time, made: { change: withoutSecrets(change), subject: subjectOf(record, thing) } };
}
