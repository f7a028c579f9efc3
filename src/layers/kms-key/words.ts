import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'no-key-policy': 'the key policy says nothing',
    'granted-by': 'KMS grant {grant} allows it',
  },
});
