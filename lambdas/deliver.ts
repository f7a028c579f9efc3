import { deliver } from '../src/delivery/outbox/deliver';
import { givenUp, outgoingIn, storeNotice } from '../src/delivery/outbox/outbox';
import type { DeliveryPorts } from '../src/delivery/outbox/ports';
import { announce, type AnnouncePorts } from '../src/incident/notices/announce';
import { tellOpening, type Opening, type TellPorts } from '../src/incident/notices/tell';
import { foldProbes } from '../src/incident/probing/fold';
import { endSilences } from '../src/incident/silences/apply';
import { headlineOf, probeHeadline } from '../src/report/notice/words';
import { titleIn } from '../src/report/notice/title';
import { log } from './runtime/log';
import { errorName } from '../src/error-name';
import { deliveryPorts, postedReport, settings, type TellingSettings } from './telling/ports';

/** Once a minute: says what has become news by time alone, and sends all that is due. */
export async function handler(): Promise<void> {
  const telling = settings();
  const ports = deliveryPorts(telling);
  const tellPorts = tellPortsOf(ports);
  const all = telling.channels.map(({ id }) => id);
  const opening = (more: Omit<Opening, 'channels'>) => tellOpening({ channels: all, ...more }, tellPorts);

  await unlessItFails('probing', () =>
    foldProbes({
      ...tellPorts,
      silences: telling.silences,
      tell: (incident, probe) => {
        const headline = probeHeadline(probe);
        const { run, notice } = incident.opened;
        return opening({
          run,
          notice,
          headline,
          lines: [],
          title: { is: 'headline', text: headline },
          incident,
        });
      },
    }),
  );
  await unlessItFails('silences', () =>
    endSilences({
      ...tellPorts,
      tell: async (incident, since) => {
        const run = incident.reports[0]?.run ?? incident.opened.run;
        const report = await postedReport({ run });
        const headline = report?.card.headline ?? 'A silence ended, and requests are still denied';
        const title = report === undefined ? ({ is: 'headline', text: headline } as const) : titleIn(report);
        const lines = report?.card.lines ?? [];
        await opening({ run, notice: 'opened', headline, lines, title, incident, after: since.toString(36) });
      },
    }),
  );
  await unlessItFails('announcing', async () => announce(await announcePorts(telling, ports)));
  const delivered = await deliver(ports);
  for (const { channel, sent, left = 'nothing' } of delivered) {
    if (sent > 0 || left !== 'nothing') log({ event: 'delivered', channel, sent, left });
  }
}

const tellPortsOf = ({ store, now }: DeliveryPorts): TellPorts => ({
  store,
  now,
  storeNotice: (notice, channels) => storeNotice(store, channels, { notice, headline: headlineOf(notice) }, now()),
});

async function announcePorts({ digestHour }: TellingSettings, ports: DeliveryPorts): Promise<AnnouncePorts> {
  const updates = await Promise.all(
    ports.channels.map(async (channel) => [channel.id, await channel.updates()] as const),
  );
  return {
    ...tellPortsOf(ports),
    channels: ports.channels.map(({ id }) => id),
    updating: updates.flatMap(([id, can]) => (can ? [id] : [])),
    digestHour,
    undelivered: async () => {
      const given = await ports.store.due(givenUp, { most: 100, newestFirst: true });
      return given.map(outgoingIn).filter(({ state }) => state.is === 'given-up' && state.at > ports.now() - aDay)
        .length;
    },
  };
}

const aDay = 86_400_000;

/** What was stored before is sent, whatever else goes wrong. */
async function unlessItFails(what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log({ event: 'failed', what, error: errorName(error) });
  }
}
