import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'access-point-open-to-the-internet': 'the access point serves requests from anywhere',
    'request-came-from-the-vpc': 'the request came from {vpcId}, which the access point serves',
    'request-came-from-another-vpc': 'the access point serves {vpcId} only, and the request came from {from}',
    'request-came-from-outside-the-vpc':
      'the access point serves {vpcId} only, and the request came through no VPC endpoint',
    'request-came-through-aws':
      "the access point serves {vpcId} only, and the request came through AWS's own endpoint {endpoint}",
  },
  unknowns: {
    'access-point-not-found': {
      what: 'for which network the access point was made',
      why: 'it does not exist any more',
      remedy: 'Look for DeleteAccessPoint in CloudTrail.',
    },
  },
});
