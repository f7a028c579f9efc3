/** Principals by their ARNs. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import type { Principal } from '../engine/types';

/** The principal that this ARN names; `issuer` is the ARN of the session's role or of the federated user's user. */
export function principalOfArn(arn: string | undefined, issuer?: string): Principal | undefined {
  const parts = /^arn:[^:]+:(?<service>iam|sts)::(?<accountId>\d{12}):(?<rest>.+)$/s.exec(arn ?? '')?.groups;
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
