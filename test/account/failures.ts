/** Every way in which AWS may not answer a call, in the words of the service that is asked. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import type { UnreadableReason } from '../../src/request/unknowns';
import { errorOf, json, result, speaksJson, xml } from './shapes';

type Answer = (call: WireCall) => WireAnswer;

export interface Failure {
  /** Why what was asked is unreadable then. */
  readonly why: UnreadableReason;
  readonly answer: Answer;
}

const throwing = (error: Error) => (): never => {
  throw error;
};

/** As AWS refuses whoever may not make the call. */
export function denied({ service }: Pick<WireCall, 'service'>, message?: string): WireAnswer {
  if (service === 'ec2') return errorOf(service, 'UnauthorizedOperation', 403, message);
  return speaksJson(service)
    ? errorOf(service, 'AccessDeniedException', 400, message)
    : errorOf(service, 'AccessDenied', 403, message);
}

export const failures: Readonly<Record<string, Failure>> = {
  'access is denied': { why: 'access-denied', answer: (call) => denied(call) },
  'AWS throttles': {
    why: 'throttled',
    answer: ({ service }) =>
      service === 's3' ? errorOf(service, 'SlowDown', 503) : errorOf(service, 'ThrottlingException', 400),
  },
  'no answer comes in time': {
    why: 'timeout',
    answer: throwing(Object.assign(new Error('late'), { name: 'TimeoutError' })),
  },
  'the connection breaks': {
    why: 'connection-failed',
    answer: throwing(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
  },
  'AWS fails': { why: 'server-error', answer: ({ service }) => errorOf(service, 'InternalError', 500) },
};

/** What a broken proxy sends. */
export const unparsable: WireAnswer = { status: 200, headers: {}, body: '<html>502 <b>Bad Gateway' };

/** An answer in the service's protocol that holds nothing. */
export const contentless: Answer = ({ service, operation }) => {
  if (speaksJson(service)) return json({});
  return service === 'iam' ? result(operation, '') : xml('<Answer/>');
};

/** Every way in which what AWS answers is no answer. */
export const malformed: Readonly<Record<string, Failure>> = {
  'an answer does not parse': { why: 'malformed-answer', answer: () => unparsable },
  'an answer holds nothing': { why: 'malformed-answer', answer: contentless },
};
