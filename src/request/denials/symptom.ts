/** Which denials are the same trouble: one investigation is enough for all with the same symptom. */
import { createHash } from 'node:crypto';
import { issuerName } from './caller-name';
import { deniedBy } from '../error-codes';
import { objectInArn } from '../../names/bucket';
import type { Authorization, DeniedRequest } from '../types';

/**
 * Stable over keys, times, addresses and sessions; the same for the S3 and the KMS record of one denial. Letters, digits
 * and `-` only. The prefix changes when the recipe does.
 */
export function symptomOf(request: DeniedRequest): string {
  const denied = deniedAuthorization(request);
  const parts = [issuerName(request.principal), s3Action(denied), place(request, denied), errorClass(request)];
  return `v1-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

/** The authorization that AWS named, else the main one. */
function deniedAuthorization({ said, authorizations }: DeniedRequest): Authorization | undefined {
  const named = said.is === 'reason' || said.is === 'statement' ? said : undefined;
  const fits = authorizations.filter(({ action }) => action === named?.action);
  return (
    fits.find(({ resource }) => resource.is === 'arn' && resource.arn === named?.resource) ??
    fits[0] ??
    authorizations.find(({ purpose }) => purpose === 'main')
  );
}

/** KMS's record does not say which call S3 was at; a key is needed for reading or for writing. */
function s3Action(denied: Authorization | undefined): string {
  const action = denied?.action ?? '';
  if (!action.startsWith('kms:')) return action;
  return action === 'kms:Decrypt' ? 's3:GetObject' : 's3:PutObject';
}

/** KMS's record knows no access point, so a denial that fell on a key goes by the bucket. */
function place(request: DeniedRequest, denied: Authorization | undefined): string {
  const onKey = denied?.action.startsWith('kms:') === true || errorClass(request) === 'key-state';
  const resource = denied?.resource;
  if (resource?.is === 'key-of-object' || resource?.is === 'default-key-of-bucket') return `bucket ${resource.bucket}`;
  if (!onKey && request.accessPoint !== undefined) return `access point ${request.accessPoint}`;
  const named = resource?.is === 'arn' ? objectInArn(resource.arn)?.bucket : undefined;
  const bucket = named ?? request.bucket;
  if (bucket !== undefined) return `bucket ${bucket}`;
  return request.endpoint.is === 'none' ? 'nowhere' : `endpoint ${request.endpoint.id}`;
}

function errorClass({ errorCode }: DeniedRequest): string {
  return deniedBy(errorCode)?.class ?? errorCode;
}
