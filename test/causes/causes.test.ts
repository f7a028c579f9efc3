/** Every known cause of an S3 403: a realistic event in described accounts, and a near twin that must be told apart. */
import type { Certainty, Report } from '../../src/verdict/types';
import { investigateIn } from '../account/investigate';
import { useTestCredentials } from '../evidence/setup';
import { fixtures } from './fixtures';
import type { Expectation, Fixture } from './fixture';

useTestCredentials();

const now = '2026-11-20T09:14:01Z';
const time = new Date(now);
// Everything but the time is real: CloudTrail is asked for the days before the event, whenever this runs.
const realTimers = [
  'nextTick',
  'setImmediate',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'performance',
  'hrtime',
  'clearTimeout',
  'clearImmediate',
  'clearInterval',
] as const;
beforeAll(() => void jest.useFakeTimers({ now: time, doNotFake: [...realTimers] }));
afterAll(() => void jest.useRealTimers());

const cases = fixtures.map((fixture) => [`${fixture.causes.join(', ')}: ${fixture.title}`, fixture] as const);

const investigated = new Map<Fixture, ReturnType<typeof investigateIn>>();

/** Of each fixture once, for its twin is held against it. */
function investigationOf(fixture: Fixture): ReturnType<typeof investigateIn> {
  const { world, event, provenance } = fixture;
  const investigation = investigated.get(fixture) ?? investigateIn(world, event, { now, provenance });
  investigated.set(fixture, investigation);
  return investigation;
}

describe.each(cases)('%s', (_name, fixture) => {
  test('is named', async () => {
    const { report, replayed } = await investigationOf(fixture);
    expect(shortOf(report, fixture.expects)).toEqual(expected(fixture.expects));
    expect(await replayed()).toEqual(report);
  });

  test(`and not where ${fixture.twin.title}`, async () => {
    const { world, event, twin } = fixture;
    const { report } = await investigateIn(twin.world ?? world, twin.event ?? event, { now });
    expect(shortOf(report, twin.expects)).toEqual(expected(twin.expects));
    expect(signatureOf(report)).not.toEqual(signatureOf((await investigationOf(fixture)).report));
  });
});

test('what no source verifies is possible at most', () => {
  const sure = fixtures.filter(
    ({ provenance, expects }) => provenance.from === 'unverified' && expects.certainty !== 'possible',
  );
  expect(sure.map(({ title }) => title)).toEqual([]);
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

function shortOf({ verdict, findings }: Report, { layer, shows, besides }: Expectation): Short {
  const { status, certainty, rootCauses, suspects } = verdict;
  const definite = rootCauses.filter((cause) => cause.certainty !== 'possible');
  const named = certainty === 'possible' ? [...rootCauses, ...suspects] : definite;
  const about = [...rootCauses, ...findings].filter((one) => one.layer === layer);
  // What could not be judged is told by the finding: its unknowns.
  const isJudged = certainty === 'proven' || certainty === 'established';
  const text = JSON.stringify(isJudged ? rootCauses.filter((one) => one.layer === layer) : about);
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
