/** Every known cause of an S3 403: a realistic event in described accounts, and a near twin that must be told apart. */
import { knownCauses } from '../../scripts/docs/causes';
import { unseenCauses } from '../../scripts/docs/unseen-causes';
import { investigate } from '../../src/investigate';
import { layers } from '../../src/layers';
import { deniedBy } from '../../src/request/error-codes';
import { parseRecord } from '../../src/request/record/parse';
import type { Certainty } from '../../src/verdict/types';
import type { Report } from '../../src/report/contract';
import { deniedIn, investigateIn, readingIn, type Investigated } from '../account/investigate';
import type { AwsAccounts } from '../account/description';
import { services } from '../account/services';
import { contradictionsIn } from '../report/contradictions';
import { atTheTime } from '../setup/at-the-time';
import { callsIn, refusedOf } from '../setup/aws-cli';
import { readAll } from '../setup/code-languages';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';
import { useTestCredentials } from '../setup/credentials';
import { inFile } from '../setup/in-file';
import { fixtures } from './all-fixtures';
import { beyondCommands, noCallMends } from './beyond-commands';
import type { Expectation, Fixture, Twin } from './fixture';
import { notTaken } from './ignored-records';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
// Everything but the time is real: CloudTrail is asked for the days before the event, whenever this runs.
atTheTime(now);

const cases = fixtures.map((fixture) => [`${fixture.causes.join(', ')}: ${fixture.title}`, fixture] as const);

/** Each is investigated once: the laws ask for it again. */
function once(investigate: (fixture: Fixture) => Promise<Investigated>): typeof investigate {
  const known = new Map<Fixture, Promise<Investigated>>();
  return (fixture) => {
    const investigation = known.get(fixture) ?? investigate(fixture);
    known.set(fixture, investigation);
    return investigation;
  };
}
const investigationOf = once(({ awsAccounts, event, provenance }) =>
  investigateIn(awsAccounts, event, { now, provenance }),
);
const asTwin = ({ awsAccounts, event, provenance }: Fixture, twin: Twin) =>
  investigateIn(twin.awsAccounts ?? awsAccounts, twin.event ?? event, { now, provenance });
const twinOf = once((fixture) => asTwin(fixture, fixture.twin));

const folder = temporaryFolder();
const optionsFor = ({ headObject }: AwsAccounts) => [
  '--format',
  'json',
  '--account-role',
  'culprit-reader',
  ...(headObject === true ? ['--head-object'] : []),
];

/** What cannot be read takes knowledge away; it makes nothing else certain. Each fixture lacks another service. */
const withheld = [...Object.keys(services), 'the object itself'];
const withheldOf = (fixture: Fixture): string => withheld[fixtures.indexOf(fixture) % withheld.length]!;
const without = (service: string, awsAccounts: AwsAccounts): AwsAccounts =>
  service === 'the object itself'
    ? { ...awsAccounts, headObject: false }
    : { ...awsAccounts, refuses: [...(awsAccounts.refuses ?? []), { service }] };

describe.each(cases)('%s', (_name, fixture) => {
  test('is named', async () => {
    const { report } = await investigationOf(fixture);
    expect(shortOf(report, fixture.expects)).toEqual(expected(fixture.expects));
  });

  test('is named by the command line from the recording alone', async () => {
    const { report, recording } = await investigationOf(fixture);
    const { event } = fixture;
    const input = folder.file('event', typeof event === 'string' ? event : JSON.stringify(event));
    const saved = folder.file('recording.json', JSON.stringify(recording));
    const ran = await culprit('investigate', input, '--recording', saved, ...optionsFor(fixture.awsAccounts));
    expect(JSON.stringify(JSON.parse(ran.stdout))).toBe(JSON.stringify(report));
  });

  const unread = withheldOf(fixture);
  test(`and no other layer for certain, where ${unread} cannot be read`, async () => {
    const { awsAccounts, event } = fixture;
    const denied = deniedIn(event);
    const report = await investigate(denied, readingIn(without(unread, awsAccounts), denied), { now });
    expect(shortOf(report, fixture.expects).wrong).toEqual([]);
  });

  test(`and not where ${fixture.twin.title}`, async () => {
    const { report } = await twinOf(fixture);
    expect(shortOf(report, fixture.twin.expects)).toEqual(expected(fixture.twin.expects));
    expect(signatureOf(report)).not.toEqual(signatureOf((await investigationOf(fixture)).report));
  });

  test(`nor from the recording alone, where ${fixture.twin.title}`, async () => {
    const { gathered, gatheredAgain } = await twinOf(fixture);
    expect(JSON.stringify(await gatheredAgain())).toBe(JSON.stringify(gathered));
  });

  const { another } = fixture;
  if (another === undefined) return;
  test(`and not where ${another.title}`, async () => {
    const { report } = await asTwin(fixture, another);
    expect(shortOf(report, another.expects)).toEqual(expected(another.expects));
    expect(signatureOf(report)).not.toEqual(signatureOf((await investigationOf(fixture)).report));
  });
});

/** What a terminal of 80 columns and a phone show at once. */
const mostCardLines = 9;
const shownLength = (sentence: string): number => sentence.replaceAll('`', '').length;

test('the card of every fixture is short, and names its cause', async () => {
  const reports = await Promise.all(fixtures.map(investigationOf));
  for (const { report } of reports) {
    const { card, fixes, verdict } = report;
    expect(shownLength(card.headline)).toBeLessThanOrEqual(90);
    expect(card.lines.length).toBeLessThanOrEqual(mostCardLines);
    for (const { text } of card.lines) expect([text, shownLength(text) <= 180]).toEqual([text, true]);
    const [cause] = verdict.rootCauses;
    if (verdict.status !== 'denied' || verdict.rootCauses.length > 1) continue;
    expect(card.lines[0]?.label).toMatch(/^(?:Denied by|Missing|Perhaps)$/);
    const sid = cause?.statement?.sid;
    if (sid !== undefined) expect(card.lines[0]?.text).toContain(sid);
    expect(card.fix === undefined).toBe(fixes.length === 0);
  }
});

test('no report contradicts itself', async () => {
  const reports = await Promise.all(fixtures.flatMap((fixture) => [investigationOf(fixture), twinOf(fixture)]));
  const headlines = reports.map(({ report }) => [report.verdict.headline, contradictionsIn(report)] as const);
  expect(headlines.filter(([, broken]) => broken.length > 0)).toEqual([]);
});

test('each has a twin with the very same event, or the event itself tells the cause', () => {
  const lacking = fixtures.filter(({ twin, another }) => {
    const same = [twin, another].some((one) => one !== undefined && one.event === undefined);
    return same === (twin.told !== undefined);
  });
  expect(lacking.map(({ title }) => title)).toEqual([]);
});

const unauthenticated = fixtures.filter(({ event }) => deniedBy(deniedIn(event).errorCode)?.class === 'authentication');

test('of a caller that did not authenticate nothing is said but that', async () => {
  expect(unauthenticated.length).toBeGreaterThan(3);
  for (const fixture of unauthenticated) {
    const { verdict } = (await investigationOf(fixture)).report;
    expect([...new Set(verdict.suspects.map(({ layer }) => layer))]).toEqual([fixture.expects.layer]);
    expect(verdict.blocksNext).toEqual([]);
    expect(verdict.headline).toContain('by a caller that S3 did not recognize');
  }
});

test.each(notTaken.map((one) => [`${one.cause}: ${one.title}`, one] as const))('%s', (_name, { record, code }) => {
  expect(parseRecord(record)).toMatchObject({ is: 'not-denied', code });
});

test('each of the known causes has a fixture, or a record that is not taken in, and there are no others', () => {
  const shown = new Set([...fixtures.flatMap(({ causes }) => causes), ...notTaken.map(({ cause }) => cause)]);
  const files = 'test/causes/fixtures, or test/causes/ignored-records.ts';
  const numbers = [...shown].sort((one, other) => one - other);
  expect(inFile(files, numbers)).toEqual(inFile(files, knownCauses(layers)));
});

const onCards = layers.flatMap(({ id, causes = [] }) => causes.map(({ number, code }) => [number, id, code] as const));

test.each(onCards)('cause %i is told by `%s` as `%s`', async (number, id, code) => {
  const reports = await Promise.all(
    fixtures
      .filter(({ causes }) => causes.includes(number))
      .flatMap((fixture) => [investigationOf(fixture), twinOf(fixture)]),
  );
  const told = reports.map(({ report }) => JSON.stringify(about(report, id)));
  expect(told.some((text) => text.includes(code.replace('/*', '/')))).toBe(true);
});

test('what no source verifies is possible at most', () => {
  const sure = fixtures.filter(
    ({ provenance, expects }) => provenance.from === 'unverified' && expects.certainty !== 'possible',
  );
  expect(sure.map(({ title }) => title)).toEqual([]);
});

test('causes that no source verifies are so marked wherever they stand', () => {
  const all = [...layers.flatMap(({ causes = [] }) => causes), ...unseenCauses];
  const numbers = all.filter(({ verified }) => verified === false).map(({ number }) => number);
  const of = fixtures.filter(({ causes }) => causes.some((number) => numbers.includes(number)));
  expect(of.length).toBeGreaterThanOrEqual(numbers.length);
  expect(of.filter(({ provenance }) => provenance.from !== 'unverified').map(({ title }) => title)).toEqual([]);
});

test('what AWS does not document is possible at most', async () => {
  const doubted = layers.flatMap(({ id, undocumented = [] }) => undocumented.map((code) => `${id} ${code}`));
  const told = new Set<string>();
  const surer: string[] = [];
  for (const fixture of fixtures) {
    const { verdict, findings } = (await investigationOf(fixture)).report;
    for (const { layer, notes = [], unknowns = [] } of findings) {
      const codes = [...notes, ...unknowns].map(({ code }) => `${layer} ${code}`);
      if (!codes.some((code) => doubted.includes(code))) continue;
      told.add(layer);
      const definite = verdict.rootCauses.filter((cause) => cause.layer === layer && cause.certainty !== 'possible');
      surer.push(...definite.map(() => fixture.title));
    }
  }
  expect(told.size).toBeGreaterThan(1);
  expect(surer).toEqual([]);
});

test('every cause that anyone can mend has a fix with a command', async () => {
  const reports = await Promise.all(fixtures.map(investigationOf));
  const lacking = fixtures.filter((_, at) => reports[at]!.report.fixes.every(({ command }) => command === undefined));
  const named = { inFile: 'test/causes/beyond-commands.ts', titles: Object.keys(beyondCommands).sort() };
  expect({ ...named, titles: lacking.map(({ title }) => title).sort() }).toEqual(named);
});

test('every fix that changes something has a command, and says in each language what code can do of it', async () => {
  const reports = await Promise.all(fixtures.flatMap((fixture) => [investigationOf(fixture), twinOf(fixture)]));
  const all = reports.flatMap(({ report }) => report.fixes);
  expect(all.length).toBeGreaterThan(2 * fixtures.length);
  const without = all.filter(({ command }) => command === undefined);
  expect(without.filter(({ diff }) => diff !== undefined)).toEqual([]);
  const byNote = without.map(({ layer, remedy, facts }) => `${layer} ${facts['note'] ?? remedy}`);
  const beyond = { inFile: 'test/causes/beyond-commands.ts', fixes: Object.keys(noCallMends).toSorted() };
  expect({ ...beyond, fixes: [...new Set(byNote)].toSorted() }).toEqual(beyond);
  expect(all.filter(({ command, code }) => command !== undefined && code === undefined)).toEqual([]);
});

test('a fix names the bucket whose policy grows: a copy has two', async () => {
  const copy = fixtures.find(({ title }) => title.startsWith('a copy, whose source is another account'))!;
  const [fix] = (await investigationOf(copy)).report.fixes;
  expect(fix?.facts['holder']).toBe('amzn-s3-demo-source-bucket');
  expect(fix?.command).toContain('--bucket amzn-s3-demo-source-bucket');
});

test('every command of a fix is one that a shell and the AWS CLI take', async () => {
  const reports = await Promise.all(fixtures.map(investigationOf));
  const ofFixes = reports.flatMap(({ report }) => report.fixes.flatMap(({ command }) => command ?? []));
  const ofCards = reports.flatMap(({ report }) => report.card.lines.flatMap(({ command }) => command ?? []));
  expect(ofCards.length).toBeGreaterThan(fixtures.length / 3);
  const commands = [...ofFixes, ...ofCards];
  expect(commands.length).toBeGreaterThan(fixtures.length / 2);
  const calls = callsIn(commands);
  expect(calls.length).toBeGreaterThanOrEqual(commands.length);
  expect([...new Set(calls.flatMap(refusedOf))]).toEqual([]);
});

test('the code of every fix is code of its language', async () => {
  const reports = await Promise.all(fixtures.map(investigationOf));
  const codes = reports.flatMap(({ report }) => report.fixes.flatMap(({ code }) => code ?? []));
  expect(codes.length).toBeGreaterThan(fixtures.length / 3);
  for (const code of codes) expect(() => readAll(code)).not.toThrow();
});

interface Short {
  readonly status: string;
  readonly certainty: Certainty;
  /** Layers that are named for certain and are not the one expected. */
  readonly wrong: readonly string[];
  readonly layerIsNamed: boolean;
  readonly shows: string | undefined;
  readonly besides: string | undefined;
}

function shortOf(report: Report, { layer, shows, besides }: Expectation): Short {
  const { verdict, findings } = report;
  const { status, certainty, rootCauses, suspects } = verdict;
  const definite = rootCauses.filter((cause) => cause.certainty !== 'possible');
  const named = certainty === 'possible' ? [...rootCauses, ...suspects] : definite;
  // What could not be judged is told by the finding: its unknowns.
  const isJudged = certainty === 'proven' || certainty === 'established';
  const text = JSON.stringify(isJudged ? rootCauses.filter((one) => one.layer === layer) : about(report, layer));
  const told = JSON.stringify(findings.filter((one) => one.layer === besides?.layer));
  const isShown = shows === undefined || text.includes(shows);
  return {
    status,
    certainty,
    wrong: definite.map((cause) => cause.layer).filter((one) => one !== layer),
    layerIsNamed: layer === undefined || named.some((one) => one.layer === layer),
    shows: isShown ? shows : text.slice(0, 1_500),
    besides: besides === undefined || told.includes(besides.shows) ? besides?.shows : told.slice(0, 1_500),
  };
}

const about = ({ verdict, findings }: Report, layer: string | undefined) =>
  [...verdict.rootCauses, ...findings].filter((one) => one.layer === layer);

const expected = ({ status, certainty, shows, besides }: Expectation): Short => ({
  status,
  certainty,
  wrong: [],
  layerIsNamed: true,
  shows,
  besides: besides?.shows,
});

/** What a reader takes from a verdict: two causes that look alike here are not told apart. */
function signatureOf({ verdict, findings }: Report) {
  const { status, certainty, rootCauses, suspects } = verdict;
  return {
    status,
    certainty,
    roots: rootCauses.map(({ layer, outcome, action, statement, setting, notes, nearMisses }) => {
      const sid = statement?.sid ?? statement?.index;
      return { layer, outcome, action, sid, setting, notes: notes?.map(({ code }) => code), nearMisses };
    }),
    suspects: suspects.map(({ layer, action }) => `${layer} ${action}`),
    outcomes: findings.map(({ layer, outcome }) => `${layer} ${outcome}`),
  };
}
