/** Every call that an investigation may make × every way in which AWS may not tell, in the accounts of the known causes. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { investigate } from '../../src/investigate';
import { reportSchema } from '../../src/report/contract';
import type { Report } from '../../src/report/contract';
import { deniedIn, readingIn } from '../account/investigate';
import { contentless, failures, malformed } from '../account/failures';
import { asksForMore } from '../account/pages';
import { operationOf, services } from '../account/services';
import { wireOf } from '../account/wire';
import { callsThatMayBeEmpty, nameOfCall } from '../evidence/setup';
import { useTestCredentials } from '../setup/credentials';
import { sourcesIn } from '../setup/sources';
import { inFile } from '../setup/in-file';
import type { Fixture } from './fixture';
import { fixtures } from './all-fixtures';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
interface Told {
  readonly report: Report;
  readonly calls: readonly string[];
}

async function tell(
  { awsAccounts, event }: Fixture,
  answer?: (call: WireCall) => WireAnswer | undefined,
): Promise<Told> {
  const denied = deniedIn(event);
  const calls: string[] = [];
  const wire = wireOf(awsAccounts);
  const session = readingIn(awsAccounts, denied, async (call, send) => {
    calls.push(nameOfCall(call));
    return answer?.(call) ?? wire(call, send);
  });
  return { report: await investigate(denied, session, { now }), calls };
}

/** Each call, and the fixture that makes it and needs the fewest others: it is investigated many times. */
const callers = new Map<string, { readonly fixture: Fixture; readonly complete: Report; readonly calls: number }>();
beforeAll(async () => {
  for (const fixture of fixtures) {
    const { report, calls } = await tell(fixture);
    for (const call of new Set(calls)) {
      const known = callers.get(call);
      if (known === undefined || known.calls > calls.length)
        callers.set(call, { fixture, complete: report, calls: calls.length });
    }
  }
});

/** Finding records is no investigation. */
const elsewhere = ['src/evidence/aws/calls/', 'src/evidence/logs/'];
const investigating = sourcesIn('src/evidence')
  .filter(({ path }) => !elsewhere.some((folder) => path.startsWith(folder)))
  .map(({ code }) => code)
  .join('\n');
/** Called by the function of its name. */
const isAskedInInvestigations = (operation: string): boolean =>
  new RegExp(`\\b${operation.charAt(0).toLowerCase()}${operation.slice(1)}\\b`).test(investigating);

test('every call that a reader may make is made in one of them', () => {
  const all = Object.entries(services).flatMap(([service, answers]) =>
    Object.keys(answers)
      // AWS's own evaluation is asked for by an id that no fixture's text has: test/aws-evaluation.
      .filter((operation) => service !== 'iam-toolbox' && isAskedInInvestigations(operation))
      .map((operation) => `${service} ${operation}`),
  );
  expect(all.length).toBeGreaterThan(40);
  const files = 'test/causes/fixtures, which make too few calls';
  expect(
    inFile(
      files,
      all.filter((call) => !callers.has(call)),
    ),
  ).toEqual(inFile(files, []));
});

describe.each(Object.entries({ ...failures, ...malformed }))('%s', (_, { why, answer }) => {
  test('of any one call leaves a report: the reason where knowledge is lost, and everything else as it was', async () => {
    const wrong: unknown[] = [];
    const mayBeEmpty = answer === contentless ? await callsThatMayBeEmpty() : [];
    for (const [failing, { fixture, complete }] of callers) {
      if (mayBeEmpty.includes(failing)) continue;
      const { report } = await tell(fixture, (call) => (nameOfCall(call) === failing ? answer(call) : undefined));
      reportSchema.parse(JSON.parse(JSON.stringify(report)));
      const turned = turnedBetween(complete, report);
      const surer = surerThan(complete, report);
      const lost = openIn(report) > openIn(complete);
      const silent = lost && !report.unknowns.some(({ facts }) => facts['why'] === why);
      if (turned.length > 0 || surer.length > 0 || silent)
        wrong.push({ failing, of: fixture.title, turned, surer, silent });
    }
    expect(wrong).toEqual([]);
  });
});

test('an empty page with a token changes no report', async () => {
  const paged = [...callers].filter(([call]) => emptyPageOf(call) !== undefined);
  expect(paged.length).toBeGreaterThan(10);
  for (const [failing, { fixture, complete }] of paged) {
    const turned = await tell(fixture, (call) =>
      nameOfCall(call) === failing && !asksForMore(call) ? emptyPageOf(failing) : undefined,
    );
    expect({ failing, outcomes: outcomesOf(turned.report) }).toEqual({ failing, outcomes: outcomesOf(complete) });
    expect(turned.report.verdict.certainty).toBe(complete.verdict.certainty);
  }
});

function emptyPageOf(call: string): WireAnswer | undefined {
  const [service = '', operation = ''] = call.split(' ');
  return operationOf({ service, operation }).emptyPage;
}

const findingsOf = ({ findings }: Report) =>
  new Map(findings.map(({ layer, authorization, outcome }) => [`${layer} ${authorization.action}`, outcome]));
const outcomesOf = (report: Report): string => JSON.stringify([...findingsOf(report)]);

const openIn = ({ findings }: Report): number => findings.filter(({ outcome }) => outcome === 'unknown').length;

/** A failed read takes knowledge away; it never turns one definite answer into its opposite. */
function turnedBetween(complete: Report, report: Report): readonly string[] {
  const before = findingsOf(complete);
  return [...findingsOf(report)].flatMap(([finding, outcome]) => {
    const expected = before.get(finding);
    const same = expected === undefined || outcome === 'unknown' || outcome === expected;
    const aside = outcome !== 'denies' && expected !== 'denies' && [outcome, expected].includes('not-applicable');
    return same || aside ? [] : [`${finding}: ${expected} is ${outcome}`];
  });
}

/** Layers that are named for certain, while the whole knowledge names others for certain. */
function surerThan(complete: Report, report: Report): readonly string[] {
  const certain = ({ verdict }: Report) =>
    verdict.rootCauses.filter(({ certainty }) => certainty !== 'possible').map(({ layer }) => layer);
  const known = certain(complete);
  return known.length === 0 ? [] : certain(report).filter((layer) => !known.includes(layer));
}
