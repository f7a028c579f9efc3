/**
 * Culprit as a library: `parse` finds denials in what people have, `investigate` explains one, `explain` answers a question
 * about a request that nobody made, `evaluate` decides a scenario without AWS.
 */
import type { SessionConfig } from './evidence/session/config';
import { openSession, type ReadingSession } from './evidence/session/session';
import { investigate as investigateIn } from './investigate';
import type { Report } from './report/contract';
import { parseInput, type Found } from './request/forms/read-input';
import { requestFromQuestion } from './request/question/question';
import { takenAt } from './request/taken-at';
import type { Question } from './request/question/types';
import { complete, type Added } from './request/error-text/complete';
import type { DeniedRequest } from './request/types';
import type { BadInput, NotDenied } from './request/parsed-record';

export type { Added, BadInput, DeniedRequest, NotDenied, Question, Report, SessionConfig };
export type { Recording } from './evidence/recording/recording';
export type { Evaluated } from './scenario/evaluate';
export { evaluateScenario as evaluate } from './scenario/evaluate';
export { ScenarioError } from './scenario/fields';

/** Where AWS is read, and as whom; without more, as the AWS SDK is configured. */
export interface ReadingOptions extends Partial<SessionConfig> {
  /** Several denials read in one session share what was read. */
  readonly session?: ReadingSession;
}

/** What is neither a denial nor a question that can be answered. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

export type Parsed =
  | { readonly is: 'denied'; readonly request: DeniedRequest }
  /** The text of an error that does not say all: `parse` takes the rest beside it. */
  | { readonly is: 'incomplete'; readonly missing: readonly (keyof Added)[] }
  | NotDenied
  | BadInput;

/**
 * The denials in a text of any form that docs/getting-the-event.md lists, and what else it holds. Never throws.
 * `added`: what the text of an error does not say.
 */
export function parse(text: string, added: Added = {}): readonly Parsed[] {
  return parseInput(text).map((found) => parsed(found, added));
}

const parsed = (found: Found, added: Added): Parsed => (found.is === 'partial' ? complete(found, added) : found);

/** Reads AWS and explains one denial; whatever cannot be read is an unknown of the report. */
export async function investigate(denied: DeniedRequest, options: ReadingOptions = {}): Promise<Report> {
  const session = sessionFor(denied.region, options);
  const now = asOf(session);
  return investigateIn(takenAt(denied, now), session, { now });
}

/** Would it be allowed now, and why (not)? Throws an `InputError` for what is no question. */
export async function explain(question: Question, options: ReadingOptions = {}): Promise<Report> {
  const session = sessionFor(question.region ?? '', options);
  const now = asOf(session);
  const asked = requestFromQuestion({ ...question, time: now });
  if (asked.is !== 'denied') throw new InputError(asked.message);
  // It would be made now, and conditions on the time are known; but nobody made it, so that it has no time of its own.
  return investigateIn({ ...asked.request, time: '' }, session, { now, observed: false });
}

function sessionFor(named: string, { session, ...config }: ReadingOptions): ReadingSession {
  if (session !== undefined) return session;
  const region = config.region ?? (named === '' ? process.env['AWS_REGION'] : named);
  if (region === undefined) throw new InputError('nothing says in which Region to read: give `region`');
  return openSession({ ...config, region });
}

/** ISO 8601: as of when policies are read; of a replay the time of the recording. */
const asOf = (session: ReadingSession): string => new Date(session.now()).toISOString();

export { openSession };
