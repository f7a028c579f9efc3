import { deliver } from '../src/delivery/outbox/deliver';
import { storeNotice } from '../src/delivery/outbox/outbox';
import { incidentsNamed, symptomsNamed } from '../src/incident/flow/symptoms';
import type { Filed } from '../src/incident/flow/file-run';
import { channelsFor, type Tags } from '../src/incident/notices/routes';
import { tellOpening } from '../src/incident/notices/tell';
import { silenceIncident } from '../src/incident/silences/apply';
import { failureReport, type StepFailure } from '../src/report/failure';
import { titleIn } from '../src/report/notice/title';
import { headlineOf } from '../src/report/notice/words';
import type { Report } from '../src/report/contract';
import { deliveryPorts, settings } from './telling/ports';
import { log } from './log';
import { errorName } from '../src/error-name';
import { read, stepFile, write, type Resolved, type RunInput } from './run';

export interface ReportInput extends RunInput {
  readonly symptom: string;
  /** What the step `incident` said; absent: it failed. */
  readonly filed?: Filed;
  /** Set when a step before failed. */
  readonly failure?: StepFailure;
}

/** What became of it in each channel, so far. */
export interface Reported {
  readonly channels: readonly string[];
}

/** Stores what is to be said, and sends it; what could not be sent now is sent by `deliver`. */
export async function handler(input: ReportInput): Promise<Reported> {
  const telling = settings();
  const ports = deliveryPorts(telling);
  const { store, now } = ports;
  const report = await reportOf(input);
  await keep(input, report);
  const incident = await incidentOf(input, ports);
  if (incident !== undefined) {
    const symptom = (await symptomsNamed(store, [input.symptom])).get(input.symptom);
    const silenced = symptom && (await silenceIncident(incident, symptom, telling.silences, ports));
    if (silenced !== undefined) {
      log({ event: 'silenced', run: input.run, silence: silenced });
      return { channels: [] };
    }
  }
  const all = telling.channels.map(({ id }) => id);
  await tellOpening(
    {
      run: input.run,
      notice: noticeOf(input),
      headline: report.card.headline,
      lines: report.card.lines,
      title: titleIn(report),
      channels: channelsFor(all, telling.routes, await tagsOf(input)),
      ...(incident === undefined ? {} : { incident }),
    },
    {
      store,
      now,
      storeNotice: (notice, channels) => storeNotice(store, channels, { notice, headline: headlineOf(notice) }, now()),
    },
  );
  const delivered = await deliver(ports);
  return { channels: delivered.filter(({ sent }) => sent > 0).map(({ channel }) => channel) };
}

const noticeOf = ({ filed, failure }: ReportInput): 'opened' | 'reopened' | 'failed' =>
  failure !== undefined || filed?.notice === 'failed' ? 'failed' : filed?.notice === 'reopened' ? 'reopened' : 'opened';

async function incidentOf({ filed }: ReportInput, { store }: ReturnType<typeof deliveryPorts>) {
  const id = filed?.incident;
  return id === undefined ? undefined : (await incidentsNamed(store, [id])).get(id);
}

async function reportOf(input: ReportInput): Promise<Report> {
  const now = new Date().toISOString();
  if (input.failure !== undefined) return failureReport(input.request, [input.failure], now);
  const concluded = await foundOr<Report | undefined>(input, stepFile.report, undefined);
  return concluded ?? failureReport(input.request, [{ step: stepFile.report, error: 'NoReport' }], now);
}

async function tagsOf(input: ReportInput): Promise<{ readonly bucket?: Tags; readonly role?: Tags }> {
  return (await foundOr<Resolved | undefined>(input, stepFile.resolved, undefined))?.tags ?? {};
}

/** For whoever sends it. Without it a message holds the card alone. */
async function keep(input: ReportInput, report: Report): Promise<void> {
  try {
    await write(input, stepFile.posted, report);
  } catch (error) {
    log({ event: 'not-written', run: input.run, step: stepFile.posted, error: errorName(error) });
  }
}

/** A run folder that cannot be read is no reason to post nothing. */
async function foundOr<T>(input: ReportInput, step: string, otherwise: T): Promise<T> {
  try {
    return (await read<T>(input, step)) ?? otherwise;
  } catch (error) {
    log({ event: 'not-read', run: input.run, step, error: errorName(error) });
    return otherwise;
  }
}
