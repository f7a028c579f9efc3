import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'no-permissions-boundary': 'the caller has no permissions boundary',
  },
});
