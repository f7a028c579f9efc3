/** Principals by their ARNs. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import { parseArn } from './arn';

/** Who asks, in the forms that matter to a `Principal` element. */
export type Principal =
  | {
      readonly type: 'assumed-role';
      /** `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`: it drops the role's path. */
      readonly arn: string;
      readonly accountId: string;
      readonly roleName: string;
      readonly sessionName: string;
      /** The role's own ARN with its path; absent where the record does not say it. */
      readonly roleArn?: string;
    }
  /** A role asked about without a session (`explain --principal arn:…:role/x`). */
  | { readonly type: 'role'; readonly arn: string; readonly accountId: string; readonly roleName: string }
  | { readonly type: 'user'; readonly arn: string; readonly accountId: string; readonly userName: string }
  | {
      readonly type: 'federated-user';
      readonly arn: string;
      readonly accountId: string;
      readonly name: string;
      /** The user that called GetFederationToken, where known. */
      readonly userArn?: string;
    }
  | { readonly type: 'root'; readonly arn: string; readonly accountId: string }
  | { readonly type: 'service'; readonly service: string }
  | { readonly type: 'anonymous' }
  /**
   * The owner's copy of a foreign call names only an account and an opaque id, a line of an access log only the canonical id of
   * an account, which may be that of the bucket's owner.
   */
  | {
      readonly type: 'unidentified';
      readonly accountId?: string;
      readonly principalId: string;
      readonly isBucketOwner?: boolean;
    };

/** The caller's account; `undefined` for callers that belong to none. */
export function accountOf(principal: Principal): string | undefined {
  return 'accountId' in principal ? principal.accountId : undefined;
}

/** The principal that this ARN names; `issuer` is the ARN of the session's role or of the federated user's user. */
export function principalOfArn(arn: string | undefined, issuer?: string): Principal | undefined {
  const parts = /^arn:[^:]+:(?<service>iam|sts)::(?<accountId>\d{12}|cloudfront):(?<rest>.+)$/s.exec(arn ?? '')?.groups;
  if (arn === undefined || parts === undefined) return undefined;
  const { accountId = '', rest = '', service } = parts;
  if (rest === 'root') return { type: 'root', arn, accountId };
  const [kind, ...path] = rest.split('/');
  const name = path.at(-1) ?? '';
  if (name === '') return undefined;
  switch (kind) {
    case 'assumed-role': {
      const [roleName = '', ...session] = path;
      const sessionName = session.join('/');
      if (sessionName === '') return undefined;
      const roleArn = issuer !== undefined && isRole(issuer, accountId, roleName) ? { roleArn: issuer } : {};
      return { type: 'assumed-role', arn, accountId, roleName, sessionName, ...roleArn };
    }
    case 'role':
      return { type: 'role', arn, accountId, roleName: name };
    case 'federated-user': {
      const userArn = issuer !== undefined && issuer.includes(':user/') ? { userArn: issuer } : {};
      return { type: 'federated-user', arn, accountId, name: path.join('/'), ...userArn };
    }
    // AWS's documentation shows one text with `arn:aws:sts::…:user/…`: that is the IAM user.
    case 'user':
      return { type: 'user', arn: service === 'sts' ? arn.replace(':sts:', ':iam:') : arn, accountId, userName: name };
    default:
      return undefined;
  }
}

function isRole(arn: string, accountId: string, roleName: string): boolean {
  return arn.includes(`::${accountId}:role/`) && arn.endsWith(`/${roleName}`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export const isServiceLinkedRole = (roleArn: string | undefined): boolean =>
  roleArn?.includes(':role/aws-service-role/') === true;

export const isRoleArn = (arn: string): boolean => parseArn(arn)?.resource.startsWith('role/') === true;

/** `data-eng` of `AWSReservedSSO_data-eng_0123456789abcdef`. https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
export const permissionSetOf = (roleName: string): string | undefined =>
  /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(roleName)?.[1];

export interface PermissionSet {
  readonly name: string;
  /** Where IAM Identity Center lies: the path of the role names it, which an ARN of STS lacks. */
  readonly region?: string;
}

/**
 * The path of a role of us-east-1 names no Region.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetIn(principal: Principal): PermissionSet | undefined {
  const name = 'roleName' in principal ? permissionSetOf(principal.roleName) : undefined;
  if (name === undefined) return undefined;
  const path = /:role\/aws-reserved\/sso\.amazonaws\.com\/(?:([a-z0-9-]+)\/)?/.exec(roleArnOf(principal) ?? '');
  return path === null ? { name } : { name, region: path[1] ?? 'us-east-1' };
}

/** The ARN, with its path, of the role that asks. */
export function roleArnOf(principal: Principal): string | undefined {
  if (principal.type === 'assumed-role') return principal.roleArn;
  return principal.type === 'role' ? principal.arn : undefined;
}

/** The AWS service that decides what is sent: the caller itself, or the one that owns the caller's role. */
export function serviceBehind(principal: Principal): string | undefined {
  if (principal.type === 'service') return principal.service;
  return /:role\/aws-service-role\/([^/]+)\//.exec(roleArnOf(principal) ?? '')?.[1];
}
