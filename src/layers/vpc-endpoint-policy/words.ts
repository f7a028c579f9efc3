import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'no-vpc-endpoint': 'the request did not come through a VPC endpoint',
    'endpoint-is-of-aws': "the request came through an endpoint of AWS's own, whose policy nobody else sets",
  },
});
