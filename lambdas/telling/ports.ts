import { channelOf, type ChannelSetting } from '../../src/delivery/channels/configured';
import type { DeliveryPorts } from '../../src/delivery/outbox/ports';
import { storeIn } from '../../src/delivery/table/store';
import type { Routes } from '../../src/incident/notices/routes';
import type { Notice } from '../../src/incident/notices/types';
import type { Silence } from '../../src/incident/silences/schema';
import type { Message } from '../../src/report/notice/message';
import { toMessage } from '../../src/report/notice/to-message';
import type { Report } from '../../src/report/contract';
import { environment } from '../runtime/environment';
import { log, metric } from '../runtime/log';
import { errorName } from '../../src/error-name';
import { placeOf, read, stepFile, type Run } from '../run';

export interface TellingSettings {
  readonly channels: readonly ChannelSetting[];
  readonly ceiling: number;
  /** Hour of UTC. */
  readonly digestHour: number;
  readonly routes?: Routes;
  readonly silences: readonly Silence[];
}

export const settings = (): TellingSettings => JSON.parse(environment('CULPRIT_TELLING')) as TellingSettings;

/** Milliseconds in which something may be begun; what is begun then ends within the time of the function. */
const beginning = 35_000;

export function deliveryPorts({ channels, ceiling }: TellingSettings): DeliveryPorts {
  return {
    store: storeIn(environment('CULPRIT_TABLE')),
    now: Date.now,
    ceiling,
    channels: channels.map(channelOf),
    render,
    note,
    until: Date.now() + beginning,
  };
}

/** What an alarm looks at, besides the line. */
function note(entry: Readonly<Record<string, string | number>>): void {
  log(entry);
  if (entry['event'] === 'channel-broken') metric('ChannelBroken', 1);
}

/** With the report of its run, as long as that is kept. */
async function render(notice: Notice): Promise<Message> {
  const run = 'run' in notice ? notice.run : undefined;
  if (run === undefined) return toMessage(notice);
  const report = await postedReport({ run });
  return toMessage(notice, { evidence: placeOf({ run }), ...(report === undefined ? {} : { report }) });
}

/** A run folder that cannot be read is no reason to post nothing. */
export async function postedReport(run: Run): Promise<Report | undefined> {
  try {
    return await read<Report>(run, stepFile.posted);
  } catch (error) {
    log({ event: 'not-read', run: run.run, step: stepFile.posted, error: errorName(error) });
    return undefined;
  }
}
