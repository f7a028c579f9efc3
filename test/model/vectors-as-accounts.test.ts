/**
 * The vectors as AWS accounts in which they happen, read by the product's own readers. Each is asked as the question that
 * `culprit explain` asks, and is then to be decided exactly; and as the record that CloudTrail keeps of such a denial.
 * What a record leaves unknown may leave its verdict open, and never makes it wrong.
 */
import type { Reading } from '../../src/evidence/define';
import type { ReadingSession } from '../../src/evidence/session/session';
import { investigateToVerdict } from '../../src/investigate';
import type { DeniedRequest } from '../../src/request/types';
import type { Verdict } from '../../src/verdict/verdict';
import { deniedIn, readingIn } from '../account/investigate';
import { useTestCredentials } from '../setup/credentials';
import { contradictionIn } from './contradiction';
import { evaluationsOf, excludesKey } from './evaluations';
import { decidedBy, questionOf } from './question-of';
import { recordOf } from './record-of';
import type { Scenario } from './scenario';
import { timeOf } from './described-caller';
import { vectors, type Vector } from './vectors';
import { describedFrom } from './described-scenario';

useTestCredentials();
// Fixes are compared in fixes/; to search for what each of them opens would take longer than all that is looked at here.
jest.mock('../../src/verdict/fixes/prove', () => ({ proposeFixes: () => ({ fixes: [] }) }));

const byId = vectors.map((vector) => [vector.id, vector] as const);

/** How far the record alone came, or why there is none. */
const records = new Map<string, 'exact' | 'open' | { readonly none: string }>();

test.each(byId)('%s', async (id, vector) => {
  const recorded = await investigated(vector);
  records.set(id, 'none' in recorded ? recorded : openness(recorded.verdict, vector));
  const evaluations = evaluationsOf(vector);
  // What the record let it read answers the question as well.
  const session = 'session' in recorded && evaluations.length === 1 ? recorded.session : undefined;
  const verdicts = await Promise.all(evaluations.map((scenario) => answered(scenario, session)));
  expect(saidBy(verdicts)).toEqual(expectedOf(vector, saidBy(verdicts).layers));
});

describe('the records', () => {
  const found = () => [...records.values()];

  test('nearly every vector has one that holds nothing else than the scenario, and most of them decide it exactly', () => {
    expect(records.size).toBe(vectors.length);
    expect(found().filter((one) => one === 'exact').length).toBeGreaterThanOrEqual(315);
    expect(found().filter((one) => typeof one === 'string').length).toBeGreaterThanOrEqual(369);
  });

  // Keys: a policy asks for one of which record and accounts say what the scenario does not.
  test('of the others it is said why there is none', () => {
    const why: Record<string, number> = {};
    for (const one of found()) if (typeof one !== 'string') why[one.none] = (why[one.none] ?? 0) + 1;
    expect(why).toEqual({
      'the caller itself asks KMS: its records are read where S3 caused them': 50,
      'the scenario asks KMS for an upload under SSE-S3': 7,
      // The accounts' way to the root goes on below the last OU that the context names.
      'aws:resourceorgpaths': 45,
      // Counts from the beginning of a session, as the record has it.
      'aws:multifactorauthage': 22,
      // An anonymous request has none; a scenario may say `false`.
      'aws:principalisawsservice': 2,
      // A version of TLS, and yet no TLS.
      'aws:securetransport': 1,
      // S3 sends none with DeleteObject.
      's3:existingobjecttag/class': 1,
      // A tag that is not among the tags' keys.
      's3:requestobjecttag/class': 1,
      // An action that S3 may ask besides has fewer keys than the call itself.
      's3:versionid': 1,
      's3:x-amz-server-side-encryption': 1,
    });
  });
});

type Recorded = { readonly none: string } | { readonly verdict: Verdict; readonly session: ReadingSession };

async function investigated(vector: Vector): Promise<Recorded> {
  if (excludesKey(vector)) return { none: 'the scenario asks KMS for an upload under SSE-S3' };
  const record = recordOf(vector);
  if (record === undefined) return { none: 'the caller itself asks KMS: its records are read where S3 caused them' };
  const parsed = deniedIn(record);
  const denied: DeniedRequest = { ...parsed, authorizations: decidedBy(vector, parsed) };
  const session = readingIn(describedFrom(vector), denied);
  const verdict = await investigateToVerdict(denied, unchanged(session), { now: timeOf(vector.request.context) });
  const key = contradictionIn(vector, verdict.request);
  return key === undefined ? { verdict, session } : { none: key };
}

/** A scenario is one state of the awsAccounts: to search who changed it since would take a third of all calls. */
function unchanged(session: ReadingSession): ReadingSession {
  const nothing: Reading<unknown> = { status: 'found', value: { changes: [], uses: [], settings: [], since: 0 } };
  return {
    ...session,
    ask: <T>(...[where, what, ask]: Parameters<typeof session.ask<T>>) =>
      what.startsWith('changes ') ? Promise.resolve(nothing as Reading<T>) : session.ask(where, what, ask),
  };
}

function answered(scenario: Scenario, given: ReadingSession | undefined): Promise<Verdict> {
  const question = questionOf(scenario);
  const session = given ?? readingIn(describedFrom(scenario), question);
  return investigateToVerdict(question, session, { now: timeOf(scenario.request.context), observed: false });
}

/** The first evaluation that denies decides. */
function saidBy(verdicts: readonly Verdict[]) {
  const denying = verdicts.find(({ decision }) => decision !== 'allowed');
  const causes = verdicts.flatMap(({ rootCauses, blocksNext }) => [...rootCauses, ...blocksNext]);
  return { decision: denying?.decision ?? 'allowed', layers: layersIn(causes) };
}

function layersIn(all: readonly { readonly layer: string }[]): readonly string[] {
  return [...new Set(all.map(({ layer }) => layer))].sort();
}

/** Three vectors list no blockers. */
function expectedOf({ expected: { decision, blockers } }: Vector, found: readonly string[]) {
  return { decision, layers: decision === 'allowed' ? [] : (blockers?.toSorted() ?? found) };
}

/** Definite answers are right, and the true blockers are among the suspects. */
function openness({ decision, suspects, status }: Verdict, { expected }: Vector): 'exact' | 'open' {
  if (expected.decision === 'allowed') {
    expect(['allowed', 'unknown']).toContain(decision);
    expect(status).not.toBe('allowed');
    return decision === 'allowed' ? 'exact' : 'open';
  }
  expect([expected.decision, 'denied', 'unknown']).toContain(decision);
  const layers = layersIn(suspects);
  const blockers = expected.blockers ?? layers;
  expect(layers).toEqual(expect.arrayContaining([...blockers]));
  return decision === expected.decision && layers.length === blockers.length ? 'exact' : 'open';
}
