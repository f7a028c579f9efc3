import { accessPoint } from '../../evidence/readers/access-point';
import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import { accessPointIn } from '../../names/access-point';
import { defineLayer } from '../define';
import { checkNetworkOrigin } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** An access point may serve one VPC only. */
export const accessPointNetworkOrigin = defineLayer({
  id: 'access-point-network-origin',
  title: 'Access point network origin',
  name: 'the access point network origin',
  kind: 'state',
  side: 'access-point',
  saidAs: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html',
  words,
  remedies,
  reads: { accessPoint, endpoint: vpcEndpoint },
  causes: [
    {
      number: 40,
      title: 'The access point serves one VPC and the caller is outside',
      code: 'request-came-from-outside-the-vpc',
    },
  ],
  fix: 'change-the-request',
  appliesTo: ({ authorization, request }) =>
    authorization.purpose === 'main' && accessPointIn(request.accessPoint)?.kind === 'access-point',
  check: checkNetworkOrigin,
});
