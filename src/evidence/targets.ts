/** What a reader asks about, found in an authorization. Equal targets are read once. */
import { accessPointIn, type AccessPointKind, type AccessPointName } from '../names/access-point';
import { parseArn } from '../names/arn';
import { bucketInArn, keyInArn } from '../names/bucket';
import { accountOf } from '../names/principal';
import type { BoundAuthorization, BoundRequest } from '../request/types';

type Target = (authorization: BoundAuthorization, request: BoundRequest) => string | undefined;

export const accountOfCaller: Target = (_, { principal }) => accountOf(principal);

/** The bucket's name; of a copy each side has its own. */
export const bucketName: Target = ({ resource, bucketResource }, request) =>
  nameIn(bucketResource) ?? nameIn(resource) ?? request.bucket;

/** The account that owns the bucket, the key: whatever the authorization is about. */
export const resourceAccount: Target = ({ resourceAccountId }) => resourceAccountId;

/** For S3's own actions only: the account whose Block Public Access counts. */
export const bucketAccount: Target = (authorization, request) =>
  isOfKms(authorization) ? request.resourceAccountId : (authorization.resourceAccountId ?? request.resourceAccountId);

/** The account of the resource, if it is the bucket's: that of a key is not asked there. */
export const bucketAccountAsResource: Target = (authorization, request) => {
  const account = bucketAccount(authorization, request);
  return account === authorization.resourceAccountId ? account : undefined;
};

/** A KMS key's ARN. */
export const keyArn: Target = (authorization) => (isOfKms(authorization) ? authorization.resource : undefined);

/** `bucket/key`, or `bucket/key?versionId=…`; see `objectOf`. */
export const objectName: Target = (authorization, request) => {
  const { resource, bucketResource, purpose } = authorization;
  const object = objectIn(bucketResource) ?? objectIn(resource);
  if (object === undefined) return undefined;
  const version = purpose === 'main' ? request.versionId : undefined;
  // A key may itself end in what looks like a version.
  return version === undefined && !object.includes(versionMark) ? object : `${object}${versionMark}${version ?? ''}`;
};

const versionMark = '?versionId=';

export interface ObjectTarget {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** The target of `objectName`, taken apart as S3 takes it. */
export function objectOf(target: string): ObjectTarget {
  const slash = target.indexOf('/');
  const mark = target.lastIndexOf(versionMark);
  const [Bucket, Key] = [target.slice(0, slash), target.slice(slash + 1, mark < 0 ? undefined : mark)];
  const version = mark < 0 ? '' : target.slice(mark + versionMark.length);
  return version === '' ? { Bucket, Key } : { Bucket, Key, VersionId: version };
}

/**
 * The role or user whose policies count: a session's role, the user that a federated session came from. Roles that the
 * record names without their path are named so here as well; IAM asks for names.
 */
export const identityArn: Target = (_, { principal, partition }) => {
  switch (principal.type) {
    case 'assumed-role':
      return principal.roleArn ?? `arn:${partition}:iam::${principal.accountId}:role/${principal.roleName}`;
    case 'role':
    case 'user':
      return principal.arn;
    case 'federated-user':
      return principal.userArn;
    default:
      return undefined;
  }
};

/** The session by its access key: `ASIA…`, and since when it lives, which bounds the search for its beginning. */
export const sessionName: Target = (_, { session }) => {
  if (session?.accessKeyId === undefined) return undefined;
  return session.createdAt === undefined ? session.accessKeyId : `${session.accessKeyId}@${session.createdAt}`;
};

/**
 * The same for sessions that somebody began: credentials that AWS issues to functions and instances have no session
 * policy and no tags, and long-term keys have no beginning.
 */
export const begunSession: Target = (authorization, request) => {
  const { session, principal } = request;
  const ofCompute = /^AWS::(Lambda::Function|EC2::Instance)$/.test(session?.issuedToCompute ?? '');
  const longTerm = session?.accessKeyId?.startsWith('AKIA') === true;
  const hasSession = ['assumed-role', 'federated-user', 'user'].includes(principal.type);
  return ofCompute || longTerm || !hasSession ? undefined : sessionName(authorization, request);
};

/** The ARN of an organization's policy that denies this action by AWS's own error text. */
export const policySaid: Target = ({ action }, { said }) =>
  said.is === 'reason' &&
  said.deny === 'explicit' &&
  said.action.toLowerCase() === action.toLowerCase() &&
  parseArn(said.policyArn)?.service === 'organizations'
    ? said.policyArn
    : undefined;

/** The id of AWS's own evaluation, as its text about this very request names it. */
export const authorizationId: Target = (_, { said }) =>
  said.is === 'reason' || said.is === 'statement' ? said.authorizationId : undefined;

export const endpointId: Target = (_, { endpoint }) => (endpoint.is === 'endpoint' ? endpoint.id : undefined);

/** The ARN of an access point of its kind, through which the request came. */
export const accessPointArn =
  (kind: AccessPointKind): Target =>
  (_, { accessPoint }) =>
    accessPointIn(accessPoint)?.kind === kind ? accessPoint : undefined;

/** The target of `accessPointArn`, taken apart. */
export function accessPointOf(target: string): AccessPointName {
  const point = accessPointIn(target);
  if (point === undefined) throw new Error(`\`${target}\` is not the ARN of an access point`);
  return point;
}

const isOfKms = ({ action }: BoundAuthorization): boolean => action.startsWith('kms:');

/** A name with a wildcard names no bucket. */
function nameIn(arn: string | undefined): string | undefined {
  const name = bucketInArn(arn);
  return name === undefined || /[*?]/.test(name) ? undefined : name;
}

/** `bucket/key` */
function objectIn(arn: string | undefined): string | undefined {
  const [bucket, key] = [nameIn(arn), keyInArn(arn)];
  return bucket === undefined || key === undefined ? undefined : `${bucket}/${key}`;
}
