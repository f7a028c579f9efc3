import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'credentials-issued-to-compute':
      'AWS issued the credentials to compute ({by}): no session policy can be part of them',
    'federated-without-session-policy': 'a federated user without a session policy has no rights of its own',
    'no-session-policy': 'the session was begun without a session policy',
  },
});
