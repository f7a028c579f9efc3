/** The VPC behind the endpoint on the request's way. */
import { vpcEndpoint } from '../readers/vpc-endpoint';
import type { VpcEndpoint } from '../values';
import { ifKnown, isOpen, type Binding } from './bind';
import { membershipBindings, type Membership } from './organization';
import { readFor, valueOf, type Resolution } from './resolution';
import type { BoundAuthorization } from '../../request/types';

export const endpointReads = [vpcEndpoint] as const;

const keys = ['aws:SourceVpc', 'aws:VpceAccount', 'aws:VpceOrg'];

export async function endpointOf(
  read: Resolution,
  authorization: BoundAuthorization,
): Promise<VpcEndpoint | undefined> {
  const { request } = read;
  const asked = request.authorizations.some(({ context }) => keys.some((key) => isOpen(context, key)));
  if (request.endpoint.is !== 'endpoint' || !asked) return undefined;
  return valueOf(await readFor(read, vpcEndpoint, authorization));
}

/** Not `aws:SourceVpcArn`: a VPC may be shared, and its owner another than the endpoint's. */
export function endpointBindings(
  endpoint: VpcEndpoint | undefined,
  callerAccountId: string | undefined,
  caller: Membership,
): readonly Binding[] {
  if (endpoint === undefined) return [];
  const { vpcId, ownerId } = endpoint;
  return [
    { key: 'aws:SourceVpc', value: vpcId },
    ...ifKnown('aws:VpceAccount', ownerId),
    ...(ownerId !== undefined && ownerId === callerAccountId ? membershipBindings('Vpce', caller) : []),
  ];
}
