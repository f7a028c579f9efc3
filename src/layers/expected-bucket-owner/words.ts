import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'bucket-owner-as-expected': '{header} expects {expected}, and that is the owner',
    'bucket-owner-not-as-expected': '{header} expects {expected}, but the owner is {owner}: is this the right bucket?',
  },
});
