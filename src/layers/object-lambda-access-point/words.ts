import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  unknowns: {
    'function-may-refuse': {
      what: 'whether the function behind the Object Lambda access point refused',
      why: 'it may answer 403 itself, the caller needs lambda:InvokeFunction on it, and it needs s3-object-lambda:WriteGetObjectResponse',
      remedy: 'Look into the logs of {functions}.',
    },
  },
});
