import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'session-asked-for': 'the session for directory bucket {bucket} itself was asked for',
    'any-session-may-read': 'a read-only session of {bucket} may do this as well',
  },
  unknowns: {
    'session-mode-unknown': {
      what: 'whether the session of {bucket} was read-only',
      why: 'no record of the operation shows the mode of its session',
      remedy: 'Look for CreateSession of the same caller in CloudTrail: `SessionMode` must be ReadWrite.',
    },
  },
});
