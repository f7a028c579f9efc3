import { account, bucket, region } from '../demo/story/cast';
import { story } from '../demo/story/story';
import { objectTags } from '../src/evidence/readers/object-tags';
import type { Recording } from '../src/evidence/recording/recording';
import { investigate } from '../src/investigate';
import { subjectOf } from '../src/judging/cases/cases';
import type { Subject } from '../src/judging/types';
import { newBatch } from '../src/request/denials/batch';
import { inputReader } from '../src/request/forms/read-input';
import { openSession } from '../src/evidence/session/session';
import { causeGroups } from '../src/report/batch/cause-groups';
import type { DeniedRequest } from '../src/request/types';
import { planned } from '../cli/batch/planned';
import { printAll } from '../cli/batch/output';
import { median, type Bench, type Measurement } from './define';
import { recordNumber } from './logs/folder';

const records = 5_000;
/** 1,250 denials, with four causes. */
const every = 4;
const mostOfReading = 2;
const rounds = 5;
/** Reads that a replayed session keeps. */
const reads = { few: 2_000, many: 8_000 };
const mostOfGrowth = 1.5;

const bench: Bench = async () => [await summary(), await replayed()];
export default bench;

/** Mixed records to their summary and reports, against reading and grouping them alone and one investigation a symptom. */
async function summary(): Promise<Measurement> {
  const text = Array.from({ length: records }, (_, at) => JSON.stringify(recordNumber(at, every))).join('\n');
  const ratios: number[] = [];
  let found = { denials: 0, symptoms: 0, causes: 0, seconds: 0 };
  for (let round = -1; round < rounds; round += 1) {
    const reading = await cpuOf(() => grouped(text));
    const { groups } = reading.result;
    const each = await cpuOf(() => investigateAll(groups.map(({ newest }) => newest)));
    const whole = await cpuOf(() => batch(text));
    if (round < 0) continue;
    ratios.push(whole.seconds / (mostOfReading * reading.seconds + each.seconds));
    found = { ...whole.result, seconds: whole.seconds };
  }
  const ratio = median(ratios);
  const { denials, symptoms, causes, seconds } = found;
  return {
    what: `${records.toLocaleString('en')} records, ${denials} denials, ${symptoms} symptoms, ${causes} causes: of twice the reading and an investigation a symptom`,
    value: `${ratio.toFixed(2)}x, ${seconds.toFixed(2)} s of CPU`,
    bound: { says: 'at most as much', holds: ratio <= 1 },
  };
}

/** Every denial is of another key, as a recording of a large batch holds them: none is read twice, and all are kept. */
async function replayed(): Promise<Measurement> {
  await replay(reads.few);
  const few = await cpuOf(() => replay(reads.few));
  const many = await cpuOf(() => replay(reads.many));
  const growth = many.seconds / reads.many / (few.seconds / reads.few);
  const microseconds = (many.seconds / reads.many) * 1e6;
  return {
    what: `replay of a recording, one of ${reads.many} reads: multiple of one of ${reads.few}`,
    value: `${growth.toFixed(2)}, ${microseconds.toFixed(0)} µs`,
    bound: { says: `at most ${mostOfGrowth}: cost grows linearly`, holds: growth <= mostOfGrowth },
  };
}

async function replay(count: number): Promise<void> {
  const keys = Array.from({ length: count }, (_, at) => `orders/${at}.csv`);
  const session = openSession({ region, replay: recordingOf(keys) });
  for (const key of keys) {
    const { status } = await session.read(objectTags, `${bucket}/${key}`, subject);
    if (status !== 'found') throw new Error(`the recording has no tags of \`${key}\``);
  }
}

/** The story's, with the tags of these objects. */
function recordingOf(keys: readonly string[]): Recording {
  const { calls } = story.recording;
  const tags = calls.find(({ operation }) => operation === 'GetObjectTagging');
  if (tags === undefined) throw new Error('the story reads no tags of an object');
  return {
    ...story.recording,
    calls: [...calls, ...keys.map((Key) => ({ ...tags, input: { ...tags.input, Key } }))],
  };
}

const owned = subjectOf({ when: '', outcome: 'allows' });
const subject: Subject = {
  authorization: { ...owned.authorization, resourceAccountId: account },
  request: { ...owned.request, region, bucketRegion: region },
};

function grouped(text: string) {
  const all = newBatch();
  const reader = inputReader();
  for (const found of [...reader.push(text), ...reader.end()]) if (found.is === 'denied') all.add(found.request);
  return { all, groups: all.groups() };
}

/** A session that answers nothing: what is measured is our own work. */
const openEmpty = () =>
  openSession({ region: 'us-east-1', replay: { format: 'culprit-recording', version: 1, calls: [] } });

async function investigateAll(requests: readonly DeniedRequest[]) {
  const session = openEmpty();
  const now = '2026-11-21T00:00:00Z';
  const reports = [];
  for (const request of requests) reports.push(await investigate(request, session, { now }));
  return reports;
}

/** As the command line does it. */
async function batch(text: string) {
  const { all, groups } = grouped(text);
  const chosen = planned(all, { all: false, forPrograms: false });
  const reports = await investigateAll(chosen.map(({ request }) => request));
  const investigated = reports.map((report, at) => ({ report, group: chosen[at]!.group }));
  printAll(investigated, { format: 'text', iac: undefined, full: false, several: true });
  return {
    denials: groups.reduce((sum, { count }) => sum + count, 0),
    symptoms: groups.length,
    causes: causeGroups(investigated).length,
  };
}

async function cpuOf<T>(run: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const before = process.cpuUsage();
  const result = await run();
  const { user } = process.cpuUsage(before);
  return { seconds: user / 1e6, result };
}
