/** Condition keys about the way a request took, and when. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties */
import { isPublic, type Circumstances } from '../record/circumstances';
import { addForwarded } from './called-via';
import type { ContextEntries } from './entries';

export function addNetwork(entries: ContextEntries, at: Circumstances): void {
  const { endpoint, principal } = at;
  const forwarded = isForwarded(at);
  // A service that acts for the caller loses the caller's endpoint and keeps its address.
  if (endpoint.is === 'endpoint' && !forwarded) {
    entries.set('aws:SourceVpce', endpoint.id);
    entries.setOrUnknown('aws:VpcSourceIp', at.sourceIp, 'not-in-record');
    entries.setOrUnknown('aws:VpceAccount', endpoint.accountId, 'until-read');
    entries.unknown('until-read', 'aws:SourceVpc', 'aws:SourceVpcArn', 'aws:VpceOrgID', 'aws:VpceOrgPaths');
  } else if (endpoint.is === 'aws-owned' && !forwarded) {
    entries.unknown(
      'endpoint-of-aws',
      'aws:SourceIp',
      'aws:VpcSourceIp',
      'aws:SourceVpce',
      'aws:SourceVpc*',
      'aws:Vpce*',
    );
  } else if (endpoint.is === 'none' && !forwarded && !at.tellsEndpoint && principal.type !== 'service') {
    addPerhapsEndpoint(entries, at);
  } else if (principal.type === 'service') entries.unknown('service-call', 'aws:SourceIp');
  else entries.setOrUnknown('aws:SourceIp', at.sourceIp, forwarded ? 'forwarded-call' : 'not-in-record');
  addTransport(entries, at);
  addService(entries, at);
  addTime(entries, at.time);
  entries.setOrUnknown('aws:RequestedRegion', at.region === '' ? undefined : at.region, 'not-stated');
}

/**
 * Server access logs name no endpoint. Who comes from a public IPv4 address has it as its own; a VPC of such addresses, and
 * one of IPv6, look the same with an endpoint.
 */
function addPerhapsEndpoint(entries: ContextEntries, { sourceIp }: Circumstances): void {
  entries.setOrUnknown('aws:SourceIp', isPublic(sourceIp) ? sourceIp : undefined, 'endpoint-not-told');
  entries.unknown('endpoint-not-told', 'aws:VpcSourceIp', 'aws:SourceVpce', 'aws:SourceVpc*', 'aws:Vpce*');
}

/** A forward access session: a service calls with the caller's rights. */
export const isForwarded = ({ principal, invokedBy }: Circumstances): boolean =>
  invokedBy !== undefined && principal.type !== 'service';

export function addTime(entries: ContextEntries, time: string | undefined): void {
  const seconds = Date.parse(time ?? '') / 1000;
  if (time === undefined || Number.isNaN(seconds)) entries.unknown('not-stated', 'aws:CurrentTime', 'aws:EpochTime');
  else entries.set('aws:CurrentTime', time).set('aws:EpochTime', String(Math.floor(seconds)));
}

/** Plain HTTP shows only in that TLS is not mentioned, which calls of services do not do either. */
function addTransport(entries: ContextEntries, { transport }: Circumstances): void {
  entries.setOrUnknown('aws:SecureTransport', transport.secure, 'tls-not-told');
}

function addService(entries: ContextEntries, at: Circumstances): void {
  const forwarded = isForwarded(at);
  if (!forwarded && !at.showsForwarding) entries.unknown('not-in-record', 'aws:ViaAWSService', 'aws:CalledVia*');
  else if (at.invokedBy !== undefined && forwarded) addForwarded(entries, at, at.invokedBy);
  else entries.set('aws:ViaAWSService', 'false');
  if (forwarded || at.principal.type === 'service') entries.unknown('service-call', 'aws:UserAgent', 'aws:Referer');
  else if (!at.showsForwarding) entries.unknown('not-in-record', 'aws:UserAgent', 'aws:Referer');
  else {
    entries.setOrUnknown('aws:UserAgent', at.userAgent, 'not-in-record');
    // Only server access logs show it.
    entries.setOrUnknown('aws:Referer', at.parameters['referer'], 'not-in-record');
  }
}
