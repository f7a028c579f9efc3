/** Changes what a recording answers, as little as a variant needs. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';

export interface WhichCalls {
  readonly operation: string;
  /** Text that stands in the request: an id, a filter. */
  readonly asking?: readonly string[];
  readonly account?: string;
}

/**
 * Edits the answers of the calls that fit: no server gave these. That none fits is an error, for then the variant would
 * change nothing.
 */
export function editAnswers(
  recording: Recording,
  which: WhichCalls,
  edit: (body: string, call: RecordedCall) => string,
): Recording {
  return editCalls(recording, which, (call) =>
    'failure' in call.response
      ? call
      : {
          ...call,
          response: { ...call.response, body: edit(call.response.body, call) },
          provenance: { from: 'unverified' },
        },
  );
}

/** Like `editAnswers`, for answers in JSON. */
export function editJson(
  recording: Recording,
  which: WhichCalls,
  edit: (answer: Record<string, unknown>, call: RecordedCall) => unknown,
): Recording {
  return editAnswers(recording, which, (body, call) =>
    JSON.stringify(edit(JSON.parse(body) as Record<string, unknown>, call)),
  );
}

export function editCalls(
  recording: Recording,
  which: WhichCalls,
  edit: (call: RecordedCall) => RecordedCall,
): Recording {
  if (!recording.calls.some((call) => fits(call, which))) {
    throw new Error(`the recording holds no ${which.operation} asking ${(which.asking ?? []).join(', ')}`);
  }
  return { ...recording, calls: recording.calls.map((call) => (fits(call, which) ? edit(call) : call)) };
}

export function addCalls(recording: Recording, calls: readonly RecordedCall[]): Recording {
  return { ...recording, calls: [...recording.calls, ...calls] };
}

export function fits({ operation, account, request, input }: RecordedCall, which: WhichCalls): boolean {
  const asked = JSON.stringify([request, input]);
  return (
    operation === which.operation &&
    (which.account === undefined || account === which.account) &&
    (which.asking ?? []).every((text) => asked.includes(text))
  );
}
