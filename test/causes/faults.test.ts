/** Every call that an investigation may make × every way in which AWS may not tell, in the accounts of the known causes. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { investigate } from '../../src/investigate';
import { reportSchema } from '../../src/report/schema';
import { reasonWords } from '../../src/report/unreadable';
import type { Report } from '../../src/verdict/types';
import { deniedIn, readingIn } from '../account/investigate';
import { services, wireOf } from '../account/wire';
import { emptyPages } from '../evidence/empty-pages';
import { useTestCredentials } from '../evidence/setup';
import { errorOf } from '../evidence/world';
import type { Fixture } from './fixture';
import { fixtures } from './fixtures';

useTestCredentials();
jest.setTimeout(120_000);

const now = '2026-11-20T09:14:01.000Z';
type Fault = (call: WireCall) => WireAnswer;
const throwing = (error: Error) => (): never => {
  throw error;
};
const refusals: Readonly<Record<string, string>> = {
  ec2: 'UnauthorizedOperation',
  s3: 'AccessDenied',
  iam: 'AccessDenied',
};
const empty = (service: string): string =>
  ['kms', 'organizations', 'cloudtrail'].includes(service) ? '{}' : '<Answer/>';

const faults: Readonly<Record<string, { readonly why: keyof typeof reasonWords; readonly answer: Fault }>> = {
  AccessDenied: {
    why: 'access-denied',
    answer: ({ service }) => errorOf(service, refusals[service] ?? 'AccessDeniedException', 403),
  },
  Throttling: { why: 'throttled', answer: ({ service }) => errorOf(service, 'ThrottlingException', 400) },
  'time-out': { why: 'timeout', answer: throwing(Object.assign(new Error('late'), { name: 'TimeoutError' })) },
  'connection reset': {
    why: 'connection-failed',
    answer: throwing(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
  },
  '5xx': { why: 'server-error', answer: ({ service }) => errorOf(service, 'InternalError', 500) },
  'malformed answer': {
    why: 'malformed-answer',
    answer: () => ({ status: 200, headers: {}, body: '<html>502 <b>Bad' }),
  },
  'missing field': {
    why: 'malformed-answer',
    answer: ({ service }) => ({ status: 200, headers: {}, body: empty(service) }),
  },
};

interface Told {
  readonly report: Report;
  readonly calls: readonly string[];
}
const nameOf = ({ service, operation }: WireCall): string => `${service} ${operation}`;

async function tell({ world, event }: Fixture, answer?: (call: WireCall) => WireAnswer | undefined): Promise<Told> {
  const denied = deniedIn(event);
  const calls: string[] = [];
  const wire = wireOf(world);
  const session = readingIn(world, denied, async (call, send) => {
    calls.push(nameOf(call));
    return answer?.(call) ?? wire(call, send);
  });
  return { report: await investigate(denied, session, { now }), calls };
}

/** Each call, and the first fixture in which it is made. */
const callers = new Map<string, { readonly fixture: Fixture; readonly complete: Report }>();
beforeAll(async () => {
  for (const fixture of fixtures) {
    const { report, calls } = await tell(fixture);
    for (const call of new Set(calls)) if (!callers.has(call)) callers.set(call, { fixture, complete: report });
  }
});

test('every call that a reader may make is made in one of them', () => {
  const all = Object.entries(services).flatMap(([service, answers]) =>
    Object.keys(answers).map((operation) => `${service} ${operation}`),
  );
  expect(all.filter((call) => !callers.has(call))).toEqual([]);
});

/** An answer without content that AWS gives as well, where everything is off or in the first Region. */
const emptyIsAnAnswer = /PublicAccessBlock|GetBucketLocation|Versioning|Logging|HeadObject/;

describe.each(Object.entries(faults))('%s', (name, { why, answer }) => {
  test('of any one call leaves a report: the reason where knowledge is lost, and everything else as it was', async () => {
    const wrong: unknown[] = [];
    for (const [failing, { fixture, complete }] of callers) {
      if (name === 'missing field' && emptyIsAnAnswer.test(failing)) continue;
      const { report } = await tell(fixture, (call) => (nameOf(call) === failing ? answer(call) : undefined));
      reportSchema.parse(JSON.parse(JSON.stringify(report)));
      const turned = turnedBetween(complete, report);
      const surer = surerThan(complete, report);
      const lost = outcomesOf(report) !== outcomesOf(complete);
      const silent = lost && !JSON.stringify(report).includes(reasonWords[why]);
      if (turned.length > 0 || surer.length > 0 || silent)
        wrong.push({ failing, of: fixture.title, turned, surer, silent });
    }
    expect(wrong).toEqual([]);
  });
});

test('an empty page with a token changes no report', async () => {
  const paged = [...callers].filter(([call]) => emptyPages[call.split(' ')[1] ?? ''] !== undefined);
  expect(paged.length).toBeGreaterThan(10);
  for (const [failing, { fixture, complete }] of paged) {
    const turned = await tell(fixture, (call) => {
      const { NextToken, Marker } = call.input;
      const goesOn = NextToken === 'more' || Marker === 'more';
      return nameOf(call) === failing && !goesOn ? emptyPages[call.operation]?.(call) : undefined;
    });
    expect({ failing, outcomes: outcomesOf(turned.report) }).toEqual({ failing, outcomes: outcomesOf(complete) });
    expect(turned.report.verdict.certainty).toBe(complete.verdict.certainty);
  }
});

const findingsOf = ({ findings }: Report) =>
  new Map(findings.map(({ layer, authorization, outcome }) => [`${layer} ${authorization.action}`, outcome]));
const outcomesOf = (report: Report): string => JSON.stringify([...findingsOf(report)]);

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
