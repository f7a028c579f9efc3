/** What of the request itself explains a cause, before any permission does. */
import { defined } from '../../defined';
import type { ConditionMatch } from '../../engine/types';
import type { AnyLayer } from '../../layers/define';
import { rowOf } from '../../request/authorizations/table';
import { continuesUpload } from '../../request/record/circumstances';
import type { BoundRequest } from '../../request/types';
import type { CircumstanceNote } from '../types';
import type { UngradedCause } from './causes';

export function circumstancesOf(
  cause: UngradedCause,
  card: AnyLayer,
  request: BoundRequest,
): readonly CircumstanceNote[] {
  return [
    ...partOfAnUpload(cause, request),
    ...(card.side === 'principal' ? ofAnInstance(request) : []),
    ...(card.policies === undefined ? [] : presigned(request)),
    ...withBucketKey(cause),
    ...(cause.outcome === 'does-not-allow' ? [...ofAVersion(cause, request), ...forAHeader(cause, request)] : []),
  ];
}

/** The conditions that it hangs on: those of the Deny, or those that the closest Allows miss. */
export function conditionsBehind({ conditions = [], nearMisses = [] }: UngradedCause): readonly ConditionMatch[] {
  const missed = nearMisses.flatMap(({ failed }) => failed.flatMap((element) => element.conditions ?? []));
  return [...conditions, ...missed.filter(({ result }) => result !== 'matches')];
}

/**
 * What only CreateMultipartUpload can send. A part sends the headers of a key of the customer's again.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
 */
export const sentOnceForAll =
  /^s3:(x-amz-(acl|grant-.*|server-side-encryption(-aws-kms-key-id)?|storage-class|website-redirect-location)|object-lock-.*|requestobjecttag.*)$/;

function partOfAnUpload(cause: UngradedCause, { operation }: BoundRequest): readonly CircumstanceNote[] {
  if (cause.action !== 's3:PutObject' || !continuesUpload(operation)) return [];
  const keys = conditionsBehind(cause).map(({ key }) => key);
  const sent = [...new Set(keys)].filter((key) => sentOnceForAll.test(key.toLowerCase()));
  return sent.map((key) => ({ code: 'part-of-an-upload', facts: { operation, key } }));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html */
export function ofAnInstance({
  principal,
  session,
}: BoundRequest): readonly Extract<CircumstanceNote, { readonly code: 'credentials-of-an-instance' }>[] {
  if (principal.type !== 'assumed-role') return [];
  const { roleName: role, sessionName } = principal;
  // EC2 names the session by the instance.
  const instance = /^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(sessionName) ? sessionName : undefined;
  const isIssuedTo = /^AWS::EC2::Instance$|:instance\//.test(session?.issuedToCompute ?? '');
  if (!isIssuedTo && (instance === undefined || session?.issuedToCompute !== undefined)) return [];
  return [{ code: 'credentials-of-an-instance', facts: { role, ...defined({ instance }) } }];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
export function presigned({ authorizations, sourceIp }: BoundRequest): readonly CircumstanceNote[] {
  const signed = authorizations.some(({ context }) => context.known['s3:authType'] === 'REST-QUERY-STRING');
  return signed ? [{ code: 'presigned', facts: defined({ sourceIp }) }] : [];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html */
function withBucketKey(cause: UngradedCause): readonly CircumstanceNote[] {
  const context = conditionsBehind(cause).find(({ key }) => key.toLowerCase() === 'kms:encryptioncontext:aws:s3:arn');
  const bucket = context?.seen?.find((value) => /^arn:[^:]+:s3:::[^/]+$/.test(value));
  return bucket === undefined ? [] : [{ code: 'bucket-key-context', facts: { bucket } }];
}

function ofAVersion({ action }: UngradedCause, { operation }: BoundRequest): readonly CircumstanceNote[] {
  const { versioned = [], actions } = rowOf(operation);
  const unversioned = actions[versioned.indexOf(action)];
  return unversioned === undefined ? [] : [{ code: 'version-was-named', facts: { action, unversioned } }];
}

function forAHeader({ action, block }: UngradedCause, request: BoundRequest): readonly CircumstanceNote[] {
  const { operation, parameters, authorizations } = request;
  if (authorizations[block.authorization]?.purpose !== 'companion') return [];
  const asking = (rowOf(operation).companions ?? []).filter(({ actions }) => actions.includes(action));
  const headers = asking.flatMap((companion) => companion.headers);
  const header = headers.find((name) => parameters[name] !== undefined);
  if (header !== undefined) return [{ code: 'asked-for-a-header', facts: { action, header } }];
  if (headers.length === 0) return [];
  return [{ code: 'perhaps-asked-for-a-header', facts: { action, headers: headers.join(' or ') } }];
}
