/** The VPC behind the endpoint on the request's way. */
import { vpcEndpoint } from '../readers/vpc-endpoint';
import type { VpcEndpoint } from '../values';
import { bindKey, isOpen } from './bind';
import { readFor, valueOf, type Case } from './reading';
import type { Context } from '../../engine/types';
import type { BoundAuthorization } from '../../request/types';

export const endpointReads = [vpcEndpoint] as const;

const keys = ['aws:SourceVpc', 'aws:VpceAccount', 'aws:VpceOrg'];

export async function endpointOf(read: Case, authorization: BoundAuthorization): Promise<VpcEndpoint | undefined> {
  const { request } = read;
  const asked = request.authorizations.some(({ context }) => keys.some((key) => isOpen(context, key)));
  if (request.endpoint.is !== 'endpoint' || !asked) return undefined;
  return valueOf(await readFor(read, vpcEndpoint, authorization));
}

export function bindEndpoint(context: Context, endpoint: VpcEndpoint | undefined): Context {
  if (endpoint === undefined) return context;
  const withVpc = bindKey(context, 'aws:SourceVpc', endpoint.vpcId);
  // Not `aws:SourceVpcArn`: a VPC may be shared, and its owner another than the endpoint's.
  return endpoint.ownerId === undefined ? withVpc : bindKey(withVpc, 'aws:VpceAccount', endpoint.ownerId);
}
