/** How a request was made, as the record shows it: what contexts are made of. */
import { isPrivateAddress, parseAddress } from '../../engine/values/address';
import { defined } from '../../defined';
import type { Principal } from '../../names/principal';
import { child, filledText, text, type RecordFields } from './fields';
import type { Partition } from '../../names/partition';
import { leavesOut } from './left-out';
import { principalIdIn } from './principal';
import type { EndpointPath } from '../types';

export interface Circumstances {
  readonly principal: Principal;
  readonly principalId?: string;
  readonly time?: string;
  readonly region: string;
  readonly partition: Partition;
  readonly endpoint: EndpointPath;
  /** `false`: an endpoint may have been crossed although the record names none. */
  readonly tellsEndpoint: boolean;
  /** The client's address, if it is one. */
  readonly sourceIp?: string;
  readonly userAgent?: string;
  /** The service that made the call for the principal, or itself. */
  readonly invokedBy?: string;
  /** `false`: a service may have made it although the record names none. */
  readonly showsForwarding: boolean;
  readonly session: SessionCircumstances;
  readonly transport: { readonly secure?: 'true'; readonly tlsVersion?: string };
  /** `recorded: false`: the record leaves it out. */
  readonly signature: { readonly recorded: boolean; readonly version?: string; readonly method?: string };
  readonly parameters: Readonly<Record<string, string>>;
  /** `false`: a header that is not among them may have been sent. */
  readonly hasParameters: boolean;
  /** `false`: a query parameter that is not among them may have been sent. */
  readonly hasQuery: boolean;
  /** A part, or the end, of an upload that began with headers of its own. */
  readonly continuesUpload?: true;
}

export interface SessionCircumstances {
  /** `unknown`: the copy hides it. */
  readonly credentials: 'long-term' | 'temporary' | 'none' | 'unknown';
  readonly createdAt?: string;
  readonly mfa?: string;
  readonly sourceIdentity?: string;
  /** `false`: the session may have more than the record shows. */
  readonly isWhole: boolean;
  readonly federatedProvider?: string;
  /** What AWS issued the credentials to (`inScopeOf`). */
  readonly issuedTo?: string;
  readonly issuedToCompute: boolean;
  /** By which version of the instance metadata service an EC2 instance got them: `2.0`. */
  readonly delivery?: string;
}

export function circumstancesOf(
  record: RecordFields,
  principal: Principal,
  partition: Partition,
  parameters: Readonly<Record<string, string>>,
): Circumstances {
  const identity = child(record, 'userIdentity');
  const principalId = principalIdIn(identity);
  const sourceIp = filledText(record, 'sourceIPAddress');
  const userAgent = filledText(record, 'userAgent')?.replace(/^\[(.*)\]$/s, '$1');
  const invokedBy = filledText(identity, 'invokedBy');
  const time = filledText(record, 'eventTime');
  return {
    principal,
    ...(principalId === '' ? {} : { principalId }),
    ...defined({ time }),
    region: text(record, 'awsRegion') ?? '',
    partition,
    endpoint: endpointIn(record),
    // Nobody comes from a private address but through an endpoint, whatever the record leaves out.
    tellsEndpoint: !leavesOut(record, 'endpoint') && !isPrivateAddress(sourceIp),
    ...(sourceIp !== undefined && parseAddress(sourceIp) !== undefined ? { sourceIp } : {}),
    ...defined({ userAgent, invokedBy }),
    // A call that a service makes for somebody names the service in its record, and no address.
    showsForwarding: !leavesOut(record, 'forwarding') || parseAddress(sourceIp ?? '') !== undefined,
    session: sessionCircumstances(identity, principal, !leavesOut(record, 'session')),
    transport: transportOf(record),
    signature: signatureOf(record, principal),
    parameters,
    hasParameters: !leavesOut(record, 'headers') && child(record, 'requestParameters') !== undefined,
    hasQuery: !leavesOut(record, 'query') && child(record, 'requestParameters') !== undefined,
    ...(continuesUpload(text(record, 'eventName') ?? '') ? { continuesUpload: true } : {}),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export const continuesUpload = (operation: string): boolean =>
  ['UploadPart', 'UploadPartCopy', 'CompleteMultipartUpload'].includes(operation);

/**
 * The record names the endpoint if one was crossed. The console's calls cross AWS's own, with short ids that nobody can
 * describe; other records say `AWS Internal` or a service's name.
 */
export function endpointIn(record: RecordFields): EndpointPath {
  const id = filledText(record, 'vpcEndpointId');
  if (id === undefined) return { is: 'none' };
  const accountId = filledText(record, 'vpcEndpointAccountId');
  const ours = accountId !== undefined && /^\d{12}$/.test(accountId) ? { accountId } : {};
  const fromOutside =
    text(record, 'sessionCredentialFromConsole') === 'true' || isPublic(text(record, 'sourceIPAddress'));
  const ofConsole = fromOutside && /^vpce-[0-9a-f]{8}$/.test(id);
  if (!/^vpce-[0-9A-Za-z]+$/.test(id) || (ofConsole && accountId === undefined)) return { is: 'aws-owned', id };
  return { is: 'endpoint', id, ...ours };
}

/** Through an endpoint of one's own one comes from an address of one's VPC. */
export const isPublic = (text = ''): boolean => parseAddress(text)?.bits === 32 && !isPrivateAddress(text);

function sessionCircumstances(
  identity: RecordFields | undefined,
  principal: Principal,
  isWhole: boolean,
): SessionCircumstances {
  const context = child(identity, 'sessionContext');
  const attributes = child(context, 'attributes');
  const scope = child(identity, 'inScopeOf');
  const createdAt = filledText(attributes, 'creationDate');
  const mfa = filledText(attributes, 'mfaAuthenticated');
  const sourceIdentity = filledText(context, 'sourceIdentity');
  const federatedProvider = filledText(child(context, 'webIdFederationData'), 'federatedProvider');
  const issuedTo = filledText(scope, 'credentialsIssuedTo');
  const delivery = filledText(context, 'ec2RoleDelivery') ?? filledText(attributes, 'ec2RoleDelivery');
  return {
    credentials: credentialsOf(identity, principal, attributes !== undefined),
    ...defined({ createdAt, mfa, sourceIdentity, federatedProvider, issuedTo, delivery }),
    isWhole,
    issuedToCompute: scope !== undefined || delivery !== undefined,
  };
}

function credentialsOf(identity: RecordFields | undefined, principal: Principal, hasAttributes: boolean) {
  if (principal.type === 'anonymous' || principal.type === 'service') return 'none';
  if (hasAttributes) return 'temporary';
  const accessKeyId = filledText(identity, 'accessKeyId');
  if (accessKeyId?.startsWith('AKIA') === true) return 'long-term';
  return accessKeyId?.startsWith('ASIA') === true ? 'temporary' : 'unknown';
}

function transportOf(record: RecordFields): Circumstances['transport'] {
  const details = child(record, 'tlsDetails');
  const cipher = filledText(child(record, 'additionalEventData'), 'CipherSuite');
  const tlsVersion = /^TLSv(.+)$/.exec(filledText(details, 'tlsVersion') ?? '')?.[1];
  if (details === undefined && cipher === undefined) return {};
  return { secure: 'true', ...defined({ tlsVersion }) };
}

function signatureOf(record: RecordFields, principal: Principal): Circumstances['signature'] {
  const data = child(record, 'additionalEventData');
  const version = filledText(data, 'SignatureVersion');
  const method = filledText(data, 'AuthenticationMethod');
  return {
    recorded: data !== undefined && (principal.type === 'anonymous' || version !== undefined),
    ...defined({ version, method }),
  };
}
