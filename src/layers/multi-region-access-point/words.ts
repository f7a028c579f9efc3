import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'region-not-open': 'the Region behind the Multi-Region Access Point is not open to the account ({errorCode})',
  },
});
