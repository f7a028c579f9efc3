/** Which denials are the same trouble: one investigation is enough for all with the same symptom. */
import { createHash } from 'node:crypto';
import { defined } from '../../defined';
import { issuerName } from './caller-name';
import { deniedBy } from '../error-codes';
import type { Principal } from '../../names/principal';
import { objectInArn } from '../../names/bucket';
import type { Authorization, DeniedRequest } from '../types';
import type { AwsSaid } from '../said/aws-said';

/** What a symptom is made of: stable over keys, times, addresses and sessions. */
export interface SymptomParts {
  /** The role, user or service behind the session. */
  readonly who: string;
  /** S3's, for KMS's record too: what needed the key. */
  readonly action: string;
  /** The bucket, access point or endpoint. */
  readonly place: string;
  readonly errorClass: string;
  /** What AWS says of the reason, without names of the request: another reason is another symptom. */
  readonly reason: string;
  /** The policy that AWS names. */
  readonly policyArn?: string;
  /** The caller is of no account that is known to be ours; no part of the id. */
  readonly stranger?: true;
}

/** Letters, digits and `-` only. The prefix changes when the recipe does. */
export function symptomOf(request: DeniedRequest): string {
  return symptomId(symptomParts(request));
}

export function symptomId({ who, action, place, errorClass, reason, policyArn = '' }: SymptomParts): string {
  const parts = [who, action, place, errorClass, reason, policyArn];
  return `v2-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

export function symptomParts(request: DeniedRequest): SymptomParts {
  const denied = deniedAuthorization(request);
  return {
    who: whoIn(request.principal),
    action: s3Action(denied),
    place: place(request, denied),
    errorClass: errorClass(request),
    // Another class than a denial says it all: its text only repeats the code.
    reason: errorClass(request) === 'authorization' ? reasonIn(request.said) : 'none',
    ...defined({ policyArn: request.said.is === 'reason' ? request.said.policyArn : undefined }),
  };
}

/** Nobody here can look up an opaque id of another account: its callers are one. */
const whoIn = (principal: Principal): string =>
  principal.type === 'unidentified' ? `account ${principal.accountId}` : issuerName(principal);

/** Texts that give no reason, or none to rely on, are alike. */
function reasonIn(said: AwsSaid): string {
  if (said.is === 'reason') return `${said.deny} ${said.policyType ?? 'deny'}`;
  return said.is === 'statement' ? said.code : 'none';
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
