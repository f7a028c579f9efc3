/** How AWS's protocols shape an answer. */
import type { WireAnswer } from '../../src/evidence/place';

export const xml = (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const json = (value: unknown, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});

/** `<GetRoleResponse><GetRoleResult>…`, as IAM and STS answer. */
export const result = (operation: string, body: string): WireAnswer =>
  xml(`<${operation}Response><${operation}Result>${body}</${operation}Result></${operation}Response>`);

/** An error in the shape of the service's protocol. */
export function errorOf(service: string, code: string, status: number, message = 'm'): WireAnswer {
  const body = `<Code>${code}</Code><Message>${escaped(message)}</Message>`;
  switch (service) {
    case 's3':
      return xml(`<Error>${body}</Error>`, status);
    case 'ec2':
      return xml(`<Response><Errors><Error>${body}</Error></Errors></Response>`, status);
    case 'iam':
    case 'sts':
    case 's3-control':
      return xml(`<ErrorResponse><Error><Type>Sender</Type>${body}</Error></ErrorResponse>`, status);
    default:
      return json({ __type: code, message }, status);
  }
}

/** Text inside XML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface BlockFlags {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export const blockFlags = (flags: BlockFlags): string =>
  Object.entries(flags)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');

export const publicAccessBlock = (flags: BlockFlags): WireAnswer =>
  xml(`<PublicAccessBlockConfiguration>${blockFlags(flags)}</PublicAccessBlockConfiguration>`);

export const tagSet = (tags: Readonly<Record<string, string>>): WireAnswer =>
  xml(`<Tagging><TagSet>${tagElements(tags, 'Tag')}</TagSet></Tagging>`);

/** `element`: `Tag` in S3, `member` in IAM. */
export const tagElements = (tags: Readonly<Record<string, string>>, element: 'Tag' | 'member'): string =>
  Object.entries(tags)
    .map(([key, value]) => `<${element}><Key>${escaped(key)}</Key><Value>${escaped(value)}</Value></${element}>`)
    .join('');

export interface WireGrant {
  /** A canonical user's id, or the URI of a group. */
  readonly to: string;
  readonly permission: string;
}

export const accessControlPolicy = (owner: string, grants: readonly WireGrant[]): WireAnswer =>
  xml(
    `<AccessControlPolicy><Owner><ID>${owner}</ID></Owner><AccessControlList>${grants.map(grantElement).join('')}</AccessControlList></AccessControlPolicy>`,
  );

function grantElement({ to, permission }: WireGrant): string {
  const isGroup = to.startsWith('http');
  const [type, element] = isGroup ? ['Group', 'URI'] : ['CanonicalUser', 'ID'];
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"><${element}>${to}</${element}></Grantee>`;
  return `<Grant>${grantee}<Permission>${permission}</Permission></Grant>`;
}

export const attachedPolicies = (arns: readonly string[]): string =>
  `<AttachedPolicies>${arns
    .map((arn) => `<member><PolicyName>${arn.split('/').at(-1)}</PolicyName><PolicyArn>${arn}</PolicyArn></member>`)
    .join('')}</AttachedPolicies><IsTruncated>false</IsTruncated>`;

export const policyNames = (names: readonly string[]): string =>
  `<PolicyNames>${names.map((name) => `<member>${escaped(name)}</member>`).join('')}</PolicyNames><IsTruncated>false</IsTruncated>`;

/** IAM URL-encodes the documents that it returns. */
export const encodedDocument = (policy: unknown): string => encodeURIComponent(JSON.stringify(policy));

/** What IAM tells of a role or a user; `kind` gives the element's name. */
export function identityElement(
  kind: 'Role' | 'User',
  facts: {
    readonly arn: string;
    readonly id: string;
    readonly createdAt: string;
    readonly boundaryArn?: string;
    readonly tags: Readonly<Record<string, string>>;
  },
): string {
  const { arn, id, createdAt, boundaryArn, tags } = facts;
  const path = arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  const boundary =
    boundaryArn === undefined
      ? ''
      : `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${boundaryArn}</PermissionsBoundaryArn></PermissionsBoundary>`;
  return (
    `<${kind}><${kind}Name>${arn.split('/').at(-1)}</${kind}Name><${kind}Id>${id}</${kind}Id><Arn>${arn}</Arn><Path>${path}</Path>` +
    `<CreateDate>${createdAt}</CreateDate>${boundary}<Tags>${tagElements(tags, 'member')}</Tags></${kind}>`
  );
}
