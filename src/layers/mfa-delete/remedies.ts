import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';
import { mfaCode, sameCall } from '../../judging/commands/same-call';

export const remedies: Remedies = {
  'only-root-may-delete-versions': [
    {
      text: 'Let the root user of the owning account do it, with its MFA device.',
      safety: 'What is deleted so is gone. Without a version id a delete only hides the object, and needs no code.',
      commands: ({ request }) =>
        sameCall(request, { 'x-amz-mfa': mfaCode }).map(({ account: _callers, ...call }) => ({
          ...call,
          ...defined({ account: request.resourceAccountId }),
        })),
    },
  ],
};
