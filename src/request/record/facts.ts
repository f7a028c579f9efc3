/** The facts that every kind of record shows in the same way. */
import { defined } from '../../defined';
import type { Principal } from '../../names/principal';
import { child, filledText, text, type RecordFields } from './fields';
import { partitionOf } from '../../names/partition';
import { sessionOf } from './principal';
import type { RequestFacts } from '../types';
import type { BadInput } from '../parsed-record';

type Common = Omit<RequestFacts, 'said' | 'endpoint' | 'parameters'>;

export function recordFacts(record: RecordFields, errorCode: string, principal: Principal): Common {
  const region = text(record, 'awsRegion') ?? '';
  const session = sessionOf(record);
  const optional = {
    sharedEventId: filledText(record, 'sharedEventID'),
    invokedBy: filledText(child(record, 'userIdentity'), 'invokedBy'),
    sourceIp: filledText(record, 'sourceIPAddress'),
    userAgent: filledText(record, 'userAgent'),
    recipientAccountId: filledText(record, 'recipientAccountId'),
  };
  return {
    eventId: filledText(record, 'eventID') ?? '',
    time: text(record, 'eventTime') ?? '',
    region,
    partition: partitionOf(region),
    eventSource: text(record, 'eventSource') ?? '',
    operation: text(record, 'eventName') ?? '',
    errorCode,
    principal,
    ...defined({ session, ...optional }),
  };
}

export function callerUnknown(): BadInput {
  return {
    is: 'bad-input',
    code: 'caller-unknown',
    message:
      '`userIdentity` names neither an ARN nor an account, so nobody can be looked up: find the record in the caller’s account',
  };
}
