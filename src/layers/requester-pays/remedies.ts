import type { Remedies, Remedy } from '../../judging/commands/remedy';
import { sameCall } from '../../judging/commands/same-call';

const pay: Remedy = {
  text: 'Send the request with `x-amz-request-payer: requester`, and with credentials.',
  safety: 'The account of the caller pays for the request and for what is transferred.',
  commands: ({ request }) => sameCall(request, { 'x-amz-request-payer': 'requester' }),
};

export const remedies: Remedies = {
  'request-payer-header-missing': [pay],
  'anonymous-cannot-pay': [pay],
};
