/** The context of an S3 action. https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
import { accessPointIn } from '../../names/access-point';
import type { AskedAuthorization } from '../authorizations/call';
import { addCaller } from './caller';
import type { Circumstances } from '../record/circumstances';
import { keysOf, type KeySource } from './condition-keys';
import { ContextEntries } from './entries';
import { addNetwork } from './network';
import type { RequestContext } from '../types';

export function s3Context(asked: AskedAuthorization, at: Circumstances): RequestContext {
  const entries = new ContextEntries();
  addCaller(entries, at);
  addNetwork(entries, at);
  const service = asked.action.slice(0, asked.action.indexOf(':'));
  if (!service.startsWith('s3')) return entries.unknown('not-in-record', `${service}:*`, 'aws:Resource*').done();
  addSignature(entries, service, at);
  addResource(entries, service, asked);
  for (const [key, source] of keysOf(asked.action)) addKey(entries, key, source, asked, at);
  if (/^s3:(PutObject|BypassGovernanceRetention)$/.test(asked.action) && retains(at))
    entries.unknown('not-in-record', 's3:object-lock-remaining-retention-days');
  // Only sessions that Access Grants issued have it, and they look like others.
  if (['assumed-role', 'unidentified', 'role'].includes(at.principal.type) && !at.session.issuedToCompute)
    entries.unknown('not-in-record', 's3:AccessGrantsInstanceArn');
  return entries.done();
}

const retains = ({ parameters }: Circumstances): boolean =>
  parameters['x-amz-object-lock-retain-until-date'] !== undefined;

function addKey(
  entries: ContextEntries,
  key: string,
  source: KeySource,
  asked: AskedAuthorization,
  at: Circumstances,
): void {
  if (source === 'not-in-record') entries.unknown('not-in-record', key);
  else if (source === 'object-tags') entries.unknown('until-read', key);
  else if (source === 'request-tags') addRequestTags(entries, asked, at);
  else if (!(source.isQuery === true ? at.hasQuery : at.hasParameters))
    entries.setOrUnknown(key, at.parameters[source.parameter], 'parameters-not-told');
  // What an upload began with is not sent again; whether policies see it for its parts is not documented.
  else if (at.continuesUpload) entries.setOrUnknown(key, at.parameters[source.parameter], 'not-in-record');
  else entries.set(key, at.parameters[source.parameter]);
}

/** In the header for uploads; a tagging call has them in its body, and a copy takes those of its source. */
function addRequestTags(
  entries: ContextEntries,
  { action }: AskedAuthorization,
  { parameters, hasParameters, continuesUpload }: Circumstances,
): void {
  const header = parameters['x-amz-tagging'];
  if (header === undefined) {
    if (hasParameters && continuesUpload !== true && action === 's3:PutObject') return;
    entries.unknown('not-in-record', 's3:RequestObjectTag/*', 's3:RequestObjectTagKeys');
    return;
  }
  const tags = [...new URLSearchParams(header)];
  // S3 takes ten; more are no header of a request that S3 looked at.
  if (tags.length > 10) {
    entries.unknown('not-in-record', 's3:RequestObjectTag/*', 's3:RequestObjectTagKeys');
    return;
  }
  for (const [name, value] of tags) entries.set(`s3:RequestObjectTag/${name}`, value);
  entries.set('s3:RequestObjectTagKeys', [...new Set(tags.map(([name]) => name))]);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
function addSignature(entries: ContextEntries, service: string, at: Circumstances): void {
  const { signature, transport, parameters } = at;
  entries.setOrUnknown(`${service}:TlsVersion`, transport.tlsVersion, 'tls-not-told');
  entries.setOrUnknown(`${service}:x-amz-content-sha256`, parameters['x-amz-content-sha256'], 'not-in-record');
  if (at.principal.type === 'anonymous') return;
  if (!signature.recorded) {
    entries.unknown(
      'signature-not-told',
      `${service}:authType`,
      `${service}:signatureversion`,
      `${service}:signatureAge`,
    );
    return;
  }
  entries.setOrUnknown(`${service}:authType`, authTypes.get(signature.method ?? ''), 'signature-not-told');
  entries.setOrUnknown(
    `${service}:signatureversion`,
    signatureVersions.get(signature.version ?? ''),
    'signature-not-told',
  );
  entries.setOrUnknown(`${service}:signatureAge`, signatureAge(at), 'not-documented');
}

const authTypes: ReadonlyMap<string, string> = new Map([
  ['AuthHeader', 'REST-HEADER'],
  ['QueryString', 'REST-QUERY-STRING'],
  ['POST', 'POST'],
]);
const signatureVersions: ReadonlyMap<string, string> = new Map([
  ['SigV4', 'AWS4-HMAC-SHA256'],
  ['SigV2', 'AWS'],
]);

/** Milliseconds. For signatures in headers its value is not documented; the record's time is exact to the second. */
function signatureAge({ signature, parameters, time }: Circumstances): string | undefined {
  if (signature.version === 'SigV2') return '0';
  if (signature.method !== 'QueryString') return undefined;
  const signed = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parameters['x-amz-date'] ?? '');
  if (signed === null) return undefined;
  const [, year, month, day, hour, minute, second] = signed;
  const age = Date.parse(time ?? '') - Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isFinite(age) ? String(Math.max(0, age)) : undefined;
}

function addResource(entries: ContextEntries, service: string, asked: AskedAuthorization): void {
  const { resource, resourceAccountId } = asked;
  entries.setOrUnknown('aws:ResourceAccount', resourceAccountId, 'until-read');
  entries.setOrUnknown(`${service}:ResourceAccount`, resourceAccountId, 'until-read');
  entries.unknown('until-read', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths');
  const arn = resource.is === 'arn' ? resource.arn : undefined;
  if (arn === '*') return;
  entries.unknown('until-read', 'aws:ResourceTag/*', `${service}:BucketTag/*`);
  const accessPoint = accessPointIn(arn);
  if (accessPoint === undefined && arn !== undefined) return;
  if (accessPoint === undefined) entries.unknown('not-in-record', `${service}:DataAccessPoint*`);
  entries
    .set(`${service}:DataAccessPointArn`, accessPoint?.arn)
    .set(`${service}:DataAccessPointAccount`, accessPoint?.accountId)
    .unknown('until-read', `${service}:AccessPointNetworkOrigin`, `${service}:AccessPointTag/*`);
}
