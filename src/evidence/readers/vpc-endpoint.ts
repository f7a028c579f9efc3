import { defined } from '../../defined';
import { describeVpcEndpoints } from '../aws/calls/ec2';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { Unread } from '../aws/failures';
import { onAnything } from '../permissions';
import { endpointId } from '../targets';
import type { VpcEndpoint } from '../values';

/** The VPC endpoint on the request's way, with its policy. */
export const vpcEndpoint = defineReader<VpcEndpoint>({
  id: 'vpc-endpoint',
  at: 'endpoint',
  region: 'endpoint',
  permissions: onAnything('ec2:DescribeVpcEndpoints'),
  changedBy: { endpoint: ['ModifyVpcEndpoint', 'CreateVpcEndpoint', 'DeleteVpcEndpoints'] },
  target: endpointId,
  read: async (place, id) => {
    const { VpcEndpoints } = await describeVpcEndpoints(place, { VpcEndpointIds: [id] });
    const endpoint = required(VpcEndpoints, 'VpcEndpoints').find(({ VpcEndpointId }) => VpcEndpointId === id);
    if (endpoint === undefined)
      throw new Unread('not-found', `there is no endpoint \`${id}\` in this account and Region`);
    return found({
      id,
      ...defined({ ownerId: endpoint.OwnerId }),
      vpcId: required(endpoint.VpcId, 'VpcId'),
      type: required(endpoint.VpcEndpointType, 'VpcEndpointType'),
      policy: {
        name: id,
        attachedTo: `VPC endpoint ${id}`,
        document: required(endpoint.PolicyDocument, 'PolicyDocument'),
      },
    });
  },
});
