import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'abac-off': 'attribute-based access control is off for the bucket',
    'use-tag-resource': 'attribute-based access control is on: tags are set with TagResource, not with {operation}',
  },
});
