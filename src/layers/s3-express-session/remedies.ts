import type { Remedies } from '../../judging/commands/remedy';
import { sameCall } from '../../judging/commands/same-call';

export const remedies: Remedies = {
  'session-mode-unknown': [
    {
      text: 'Ask for a session that may write.',
      safety: 'The identity-based policies must allow s3express:CreateSession in the mode ReadWrite.',
      commands: ({ request: { key: _key, ...request } }) =>
        sameCall(
          { ...request, operation: 'CreateSession', parameters: {} },
          { 'x-amz-create-session-mode': 'ReadWrite' },
        ),
    },
  ],
};
