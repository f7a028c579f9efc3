import type { UnreadableReason } from '../../request/unknowns';

/**
 * Errors that get better by waiting, by their names: what the SDK throws when AWS throttles, fails or is silent, and what
 * Lambda and Step Functions say of a function that was throttled or ran out of time. The state machine retries them.
 */
export const transientErrors = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'States.Timeout',
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'RequestThrottled',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'KMSThrottlingException',
  'ProvisionedThroughputExceededException',
  'SlowDown',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InternalError',
  'InternalErrorException',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  // A step that could not read all for now.
  'ReadLater',
] as const;

export const isTransient = (error: string): boolean => (transientErrors as readonly string[]).includes(error);

/** Thrown by a step that has written what it could read: a retry may read more. */
export class ReadLater extends Error {
  override readonly name = 'ReadLater';
}

const passing: readonly UnreadableReason[] = ['throttled', 'timeout', 'server-error'];

export const isPassing = (why: UnreadableReason): boolean => passing.includes(why);
