import type { Outcome } from './channel';
import { errorName } from '../../error-name';

/** What an error of the SDK says of a message: by its name, since messages may quote it. */
export function outcomeOfError(error: unknown): Outcome {
  // SNS leaves out on the wire what the SDK adds.
  const name = errorName(error).replace(/Exception$/, '');
  if (name === 'TimeoutError' || name === 'ECONNRESET') return { is: 'in-doubt', why: name };
  if (lasting.some((word) => name.includes(word))) return { is: 'broken', why: name };
  return ofTheMessage.includes(name) ? { is: 'refused', why: name } : { is: 'not-sent', why: name };
}

const lasting = [
  'NotFound',
  'AuthorizationError',
  'AccessDenied',
  'KMSDisabled',
  'KMSNotFound',
  'KMSInvalidState',
  'KMSOptInRequired',
];
const ofTheMessage = [
  'InvalidParameter',
  'InvalidParameterValue',
  'ParameterValueInvalid',
  'Validation',
  'ValidationError',
];
