/** The context of a KMS action that S3 takes for the caller. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
import { parseArn } from '../../names/arn';
import { accountOf } from '../../names/principal';
import type { AskedAuthorization } from '../authorizations/call';
import { addCaller } from './caller';
import type { Circumstances } from '../record/circumstances';
import { ContextEntries } from './entries';
import { addTime, isForwarded } from './network';
import type { RequestContext } from '../types';

/** What KMS's own record shows; S3's record shows nothing of it. */
export interface KmsCall {
  readonly encryptionContext: Readonly<Record<string, string>>;
  readonly encryptionAlgorithm?: string;
  /** S3 called, not the caller itself. */
  readonly viaS3: boolean;
}

export function kmsContext(asked: AskedAuthorization, at: Circumstances, call?: KmsCall): RequestContext {
  const entries = new ContextEntries();
  addCaller(entries, at);
  addForwarding(entries, at, call);
  addTime(entries, at.time);
  entries.setOrUnknown('aws:RequestedRegion', at.region === '' ? undefined : at.region, 'not-stated');
  entries.setOrUnknown('aws:ResourceAccount', asked.resourceAccountId, 'until-read');
  entries.unknown('until-read', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 'aws:ResourceTag/*');
  const account = accountOf(at.principal);
  entries.setOrUnknown('kms:CallerAccount', account, 'service-call');
  addViaService(entries, at, call);
  addEncryptionContext(entries, asked, at, call);
  // The key's own properties, and how the request named it.
  entries.unknown('until-read', 'kms:ResourceAliases', 'kms:Key*', 'kms:MultiRegion*');
  entries.unknown('not-in-record', 'kms:RequestAlias', 'kms:DataKey*', 'kms:ReEncryptOnSameKey', 'kms:Grant*');
  entries.setOrUnknown('kms:EncryptionAlgorithm', call?.encryptionAlgorithm, 'not-in-record');
  return entries.done();
}

/**
 * S3 calls KMS with the caller's rights: the endpoint's keys are lost, the caller's address stays.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
function addForwarding(entries: ContextEntries, at: Circumstances, call: KmsCall | undefined): void {
  const keepsAddress =
    call === undefined && at.endpoint.is === 'none' && at.tellsEndpoint && at.showsForwarding && !isForwarded(at);
  entries.setOrUnknown('aws:SourceIp', keepsAddress ? at.sourceIp : undefined, 'forwarded-call');
  entries.unknown('forwarded-call', 'aws:UserAgent', 'aws:Referer', 'aws:CalledVia*', 'aws:SecureTransport');
  if (call !== undefined && !call.viaS3) {
    entries.unknown('caller-of-kms-unclear', 'aws:ViaAWSService', 'aws:SourceVpc*', 'aws:Vpc*');
    return;
  }
  entries.set('aws:ViaAWSService', at.principal.type === 'service' ? 'false' : 'true');
}

/** `s3.us-east-1.amazonaws.com`; how China's Regions and directory buckets spell it is unverified. */
function addViaService(entries: ContextEntries, at: Circumstances, call: KmsCall | undefined): void {
  const isOfS3 = call === undefined || (call.viaS3 && !isOfDirectoryBucket(call));
  const known = at.partition !== 'aws-cn' && at.region !== '' && isOfS3;
  const forwarded = at.principal.type !== 'service';
  entries.setOrUnknown(
    'kms:ViaService',
    known && forwarded ? `s3.${at.region}.amazonaws.com` : undefined,
    forwarded ? 'not-documented' : 'service-call',
  );
}

const isOfDirectoryBucket = ({ encryptionContext }: KmsCall): boolean =>
  Object.values(encryptionContext).some((value) => parseArn(value)?.service === 's3express');

/**
 * The object's ARN, or with a Bucket Key the bucket's: only KMS's record shows which.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
function addEncryptionContext(
  entries: ContextEntries,
  { action }: AskedAuthorization,
  at: Circumstances,
  call: KmsCall | undefined,
): void {
  if (call === undefined) {
    entries.unknown('bucket-key-or-not', 'kms:EncryptionContext:*');
    const own = action === 'kms:GenerateDataKey' && at.parameters['x-amz-server-side-encryption-context'] === undefined;
    entries.setOrUnknown('kms:EncryptionContextKeys', own ? ['aws:s3:arn'] : undefined, 'not-in-record');
    return;
  }
  const pairs = Object.entries(call.encryptionContext);
  if (pairs.length === 0 || pairs.length > 20) {
    entries.unknown('not-in-record', 'kms:EncryptionContext:*', 'kms:EncryptionContextKeys');
    return;
  }
  for (const [name, value] of pairs) entries.set(`kms:EncryptionContext:${name}`, value);
  entries.set(
    'kms:EncryptionContextKeys',
    pairs.map(([name]) => name),
  );
}
