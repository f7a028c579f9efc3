import { deliver, type Delivered } from '../src/delivery/outbox/deliver';
import { storeNotice } from '../src/delivery/outbox/outbox';
import { incidentsNamed, symptomsNamed } from '../src/incident/flow/symptoms';
import type { Filed } from '../src/incident/flow/file-run';
import { isRecheck } from '../src/incident/closing/recheck';
import { channelsFor, type Tags } from '../src/incident/notices/routes';
import { tellClosing } from '../src/incident/notices/tell-closing';
import { tellOpening, type TellPorts } from '../src/incident/notices/tell';
import { isSelfTest } from '../src/incident/self-test';
import { silenceIncident } from '../src/incident/silences/apply';
import { failureReport, type StepFailure } from '../src/report/failure';
import { renderHtml } from '../src/report/html/render-html';
import { linkTo } from '../src/report/links/links';
import { titleIn } from '../src/report/notice/title';
import { headlineOf } from '../src/report/notice/words';
import type { Report } from '../src/report/contract';
import { deliveryPorts, settings } from './telling/ports';
import { environment } from './runtime/environment';
import { log, metric } from './runtime/log';
import { errorName } from '../src/error-name';
import { arnsOf, placeOf, read, stepFile, write, writeAsPage, type Resolved, type RunInput } from './run';

export interface ReportInput {
  /** ARN. */
  readonly execution: string;
  readonly state: ReportState;
}

/** What the steps before left. */
export interface ReportState extends RunInput {
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
export async function handler({ execution, state: input }: ReportInput): Promise<Reported> {
  const telling = settings();
  const ports = deliveryPorts(telling);
  const { store, now } = ports;
  const tellPorts: TellPorts = {
    store,
    now,
    storeNotice: (notice, channels) => storeNotice(store, channels, { notice, headline: headlineOf(notice) }, now()),
  };
  if (isRecheck(input.run)) return tellRechecked(input, ports, tellPorts);
  const report = await kept(input, execution, await reportOf(input));
  if (isSelfTest(input.run)) return selfTested(input, report);
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
    tellPorts,
  );
  return sent(await deliver(ports));
}

/** Nobody is told: an alarm looks at how many arrive. */
function selfTested({ run, failure }: ReportState, { findings }: Report): Reported {
  if (failure !== undefined) log({ event: 'self-test-failed', run, step: failure.step, error: failure.error });
  // Where a step failed, no layer found anything.
  metric('SelfTests', findings.length > 0 ? 1 : 0);
  return { channels: [] };
}

/** A recheck says nothing but what it has closed. */
async function tellRechecked(
  input: ReportState,
  ports: ReturnType<typeof deliveryPorts>,
  tellPorts: TellPorts,
): Promise<Reported> {
  const incident = input.filed?.notice === 'closed' ? await incidentOf(input, ports) : undefined;
  if (incident === undefined) return { channels: [] };
  await tellClosing(incident, tellPorts);
  return sent(await deliver(ports));
}

const sent = (delivered: readonly Delivered[]): Reported => ({
  channels: delivered.filter((one) => one.sent > 0).map(({ channel }) => channel),
});

const noticeOf = ({ filed, failure }: ReportState): 'opened' | 'reopened' | 'failed' =>
  failure !== undefined || filed?.notice === 'failed' ? 'failed' : filed?.notice === 'reopened' ? 'reopened' : 'opened';

async function incidentOf({ filed }: ReportState, { store }: ReturnType<typeof deliveryPorts>) {
  const id = filed?.incident;
  return id === undefined ? undefined : (await incidentsNamed(store, [id])).get(id);
}

async function reportOf(input: ReportState): Promise<Report> {
  const now = new Date().toISOString();
  if (input.failure !== undefined) return failureReport(input.request, [input.failure], now);
  const concluded = await foundOr<Report | undefined>(input, stepFile.report, undefined);
  return concluded ?? failureReport(input.request, [{ step: stepFile.report, error: 'NoReport' }], now);
}

async function tagsOf(input: ReportState): Promise<{ readonly bucket?: Tags; readonly role?: Tags }> {
  return (await foundOr<Resolved | undefined>(input, stepFile.resolved, undefined))?.tags ?? {};
}

/** In the run folder, as a page and for whoever sends it. Without it a message holds the card alone. */
async function kept(input: ReportState, execution: string, report: Report): Promise<Report> {
  const { page, folder } = arnsOf(input, input.request.partition);
  const own = [...linkTo('Execution', execution), ...linkTo('Evidence', folder, environment('AWS_REGION'))];
  const withOwn = { ...report, links: [...report.links, ...own] };
  const html = renderHtml(withOwn, { evidence: placeOf(input) });
  const isPage = await written(input, () => writeAsPage(input, stepFile.posted, html));
  const links = isPage ? [...linkTo('Full report', page, environment('AWS_REGION')), ...withOwn.links] : withOwn.links;
  const posted = { ...report, links };
  await written(input, () => write(input, stepFile.posted, posted));
  return posted;
}

async function written(input: ReportState, writing: () => Promise<unknown>): Promise<boolean> {
  try {
    await writing();
    return true;
  } catch (error) {
    log({ event: 'not-written', run: input.run, step: stepFile.posted, error: errorName(error) });
    return false;
  }
}

/** A run folder that cannot be read is no reason to post nothing. */
async function foundOr<T>(input: ReportState, step: string, otherwise: T): Promise<T> {
  try {
    return (await read<T>(input, step)) ?? otherwise;
  } catch (error) {
    log({ event: 'not-read', run: input.run, step, error: errorName(error) });
    return otherwise;
  }
}
