/** Roles, users, groups and managed policies, and what IAM answers about them. */
import type { WireAnswer } from '../../../src/evidence/place';
import { partitionOf } from '../../../src/names/partition';
import type { Asked, Operation, Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { element, errorOf, escaped, result, tagElements } from '../shapes';

/** Policies of a role, a user or a group. */
export interface Policies {
  readonly inline?: Named<Policy>;
  /** By name, or by the ARN of a policy of AWS's. */
  readonly managed?: Named<Policy>;
}

export interface RoleDescription extends Policies {
  /** @default `/` */
  readonly path?: string;
  readonly boundary?: Policy;
  readonly tags?: Named<string>;
  /** ISO 8601 @default 2025-01-01T00:00:00Z */
  readonly createdAt?: string;
}

export interface UserDescription extends RoleDescription {
  readonly groups?: readonly string[];
}

type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';
/** One decision on everything, or what the simulator says of the resource that it is asked about. */
export type SimulationDescription =
  | Decision
  | {
      /** On whatever has the resource's form. */
      readonly decision: Decision;
      readonly allowedByOrganization?: boolean;
      readonly resource: {
        readonly decision: Decision;
        readonly missingKeys?: readonly string[];
        readonly allowedByBoundary?: boolean;
      };
    };

export interface IamAccount {
  readonly roles?: Named<RoleDescription>;
  readonly users?: Named<UserDescription>;
  readonly groups?: Named<Policies>;
  /** Managed policies that hang on no role, user or group: those of sessions. */
  readonly managed?: Named<Policy>;
  /** Earlier versions of managed policies, by the policy's name and the version: `v2`. */
  readonly versions?: Named<Named<Policy>>;
  /** What the policy simulator says, by action. Without an action here it is not allowed to be asked. */
  readonly simulation?: Named<SimulationDescription>;
}

/** What IAM looks at. */
export interface DescribedIam {
  readonly accounts: Named<IamAccount>;
}

type AskedIam = Asked<DescribedIam>;
type Kind = 'Role' | 'User' | 'Group';

const notFound = errorOf('iam', 'NoSuchEntity', 404, 'The thing cannot be found.');
const accountOf = ({ awsAccounts, account }: AskedIam): IamAccount => awsAccounts.accounts[account] ?? {};
const list = (operation: string, name: string, items: readonly string[]): WireAnswer =>
  result(operation, `<${name}>${items.join('')}</${name}><IsTruncated>false</IsTruncated>`);
const emptyPage = (operation: string, name: string): WireAnswer =>
  result(operation, `<${name}/><IsTruncated>true</IsTruncated><Marker>more</Marker>`);

function named(asked: AskedIam, kind: Kind): { readonly name: string; readonly one: Policies | undefined } {
  const { roles, users, groups } = accountOf(asked);
  const name = String(asked.input[`${kind}Name`]);
  return { name, one: { Role: roles, User: users, Group: groups }[kind]?.[name] };
}

/** IAM asks roles, users and groups alike by calls of different names. */
const policiesOf = (kind: Kind): Operations<DescribedIam> => ({
  [`ListAttached${kind}Policies`]: {
    emptyPage: emptyPage(`ListAttached${kind}Policies`, 'AttachedPolicies'),
    answer: (asked) => {
      const { one } = named(asked, kind);
      if (one === undefined) return notFound;
      const attached = Object.keys(one.managed ?? {}).map((policy) => policyArn(asked, policy));
      const members = attached.map(
        (arn) => `<member><PolicyName>${arn.split('/').at(-1)}</PolicyName><PolicyArn>${arn}</PolicyArn></member>`,
      );
      return list(`ListAttached${kind}Policies`, 'AttachedPolicies', members);
    },
  },
  [`List${kind}Policies`]: {
    emptyPage: emptyPage(`List${kind}Policies`, 'PolicyNames'),
    answer: (asked) => {
      const { one } = named(asked, kind);
      if (one === undefined) return notFound;
      const names = Object.keys(one.inline ?? {}).map((name) => element('member', escaped(name)));
      return list(`List${kind}Policies`, 'PolicyNames', names);
    },
  },
  [`Get${kind}Policy`]: {
    answer: (asked) => {
      const { name, one } = named(asked, kind);
      const policyName = String(asked.input['PolicyName']);
      const policy = one?.inline?.[policyName];
      if (policy === undefined) return notFound;
      return result(
        `Get${kind}Policy`,
        `<${kind}Name>${name}</${kind}Name><PolicyName>${escaped(policyName)}</PolicyName><PolicyDocument>${encoded(policy)}</PolicyDocument>`,
      );
    },
  },
});

const described = (kind: 'Role' | 'User'): Operation<DescribedIam> => ({
  answer: (asked) => {
    const { name, one } = named(asked, kind);
    if (one === undefined) return notFound;
    const { path = '/', boundary, tags = {}, createdAt = '2025-01-01T00:00:00Z' } = one as RoleDescription;
    const arn = `${arnOfIam(asked)}:${kind.toLowerCase()}${path}${name}`;
    const id = `${kind === 'Role' ? 'AROA' : 'AIDA'}${name.toUpperCase()}`;
    const limit = boundary === undefined ? undefined : boundaryElements(policyArn(asked, boundaryName(name)));
    return result(
      `Get${kind}`,
      `<${kind}><${kind}Name>${name}</${kind}Name><${kind}Id>${id}</${kind}Id><Arn>${arn}</Arn><Path>${path}</Path><CreateDate>${createdAt}</CreateDate>` +
        `${element('PermissionsBoundary', limit)}<Tags>${tagElements(tags, 'member')}</Tags></${kind}>`,
    );
  },
});

const boundaryElements = (arn: string): string =>
  element('PermissionsBoundaryType', 'Policy') + element('PermissionsBoundaryArn', arn);

export const iamOperations: Operations<DescribedIam> = {
  ...policiesOf('Role'),
  ...policiesOf('User'),
  ...policiesOf('Group'),
  GetRole: described('Role'),
  GetUser: described('User'),
  ListRoles: {
    emptyPage: emptyPage('ListRoles', 'Roles'),
    answer: (asked) => {
      const members = Object.entries(accountOf(asked).roles ?? {}).map(
        ([name, { path = '/' }]) =>
          `<member><RoleName>${name}</RoleName><RoleId>R</RoleId><Arn>${arnOfIam(asked)}:role${path}${name}</Arn><Path>${path}</Path><CreateDate>2025-01-01T00:00:00Z</CreateDate></member>`,
      );
      return list('ListRoles', 'Roles', members);
    },
  },
  ListGroupsForUser: {
    emptyPage: emptyPage('ListGroupsForUser', 'Groups'),
    answer: (asked) => {
      const { one } = named(asked, 'User');
      if (one === undefined) return notFound;
      const { groups = [] } = one as UserDescription;
      const members = groups.map(
        (group) =>
          `<member><GroupName>${group}</GroupName><GroupId>G</GroupId><Arn>${arnOfIam(asked)}:group/${group}</Arn><Path>/</Path><CreateDate>2025-01-01T00:00:00Z</CreateDate></member>`,
      );
      return list('ListGroupsForUser', 'Groups', members);
    },
  },
  SimulatePrincipalPolicy: {
    emptyPage: emptyPage('SimulatePrincipalPolicy', 'EvaluationResults'),
    answer: (asked) => {
      const [action = ''] = asked.input['ActionNames'] as readonly string[];
      const [resource = ''] = asked.input['ResourceArns'] as readonly string[];
      const simulated = accountOf(asked).simulation?.[action];
      if (simulated === undefined) {
        return errorOf('iam', 'AccessDenied', 403, 'User is not authorized to perform: iam:SimulatePrincipalPolicy');
      }
      return list('SimulatePrincipalPolicy', 'EvaluationResults', [evaluationResult(action, resource, simulated)]);
    },
  },
  GetPolicy: {
    answer: (asked) => {
      const arn = String(asked.input['PolicyArn']);
      if (managedPolicies(asked).get(arn) === undefined) return notFound;
      return result(
        'GetPolicy',
        `<Policy><PolicyName>${arn.split('/').at(-1)}</PolicyName><Arn>${arn}</Arn><DefaultVersionId>${defaultVersion}</DefaultVersionId></Policy>`,
      );
    },
  },
  GetPolicyVersion: {
    answer: (asked) => {
      const arn = String(asked.input['PolicyArn']);
      const version = String(asked.input['VersionId']);
      const earlier = Object.entries(accountOf(asked).versions ?? {}).find(([name]) => policyArn(asked, name) === arn);
      const policy = version === defaultVersion ? managedPolicies(asked).get(arn) : earlier?.[1][version];
      if (policy === undefined) return notFound;
      return result(
        'GetPolicyVersion',
        `<PolicyVersion><VersionId>${version}</VersionId><Document>${encoded(policy)}</Document></PolicyVersion>`,
      );
    },
  },
};

/** Not the first: whoever asks for that reads what is long replaced. */
const defaultVersion = 'v3';

/** IAM URL-encodes the documents that it returns. */
const encoded = (policy: Policy): string => encodeURIComponent(JSON.stringify(policy));

function evaluationResult(action: string, resource: string, simulated: SimulationDescription): string {
  const { decision, ...details } = typeof simulated === 'string' ? { decision: simulated } : simulated;
  const { allowedByOrganization, resource: ofResource } = 'resource' in details ? details : {};
  return element(
    'member',
    element('EvalActionName', action) +
      element('EvalDecision', decision) +
      detail('Organizations', allowedByOrganization) +
      element('ResourceSpecificResults', ofResource && resourceResult(resource, ofResource)),
  );
}

function resourceResult(
  resource: string,
  { decision, missingKeys = [], allowedByBoundary }: Exclude<SimulationDescription, Decision>['resource'],
): string {
  return element(
    'member',
    element('EvalResourceName', escaped(resource)) +
      element('EvalResourceDecision', decision) +
      element('MissingContextValues', missingKeys.map((key) => element('member', key)).join('')) +
      detail('PermissionsBoundary', allowedByBoundary),
  );
}

function detail(of: 'Organizations' | 'PermissionsBoundary', allowed: boolean | undefined): string {
  if (allowed === undefined) return '';
  return element(`${of}DecisionDetail`, element(`AllowedBy${of}`, String(allowed)));
}

const arnOfIam = ({ account, region }: AskedIam): string => `arn:${partitionOf(region)}:iam::${account}`;
const policyArn = (asked: AskedIam, name: string): string =>
  name.startsWith('arn:') ? name : `${arnOfIam(asked)}:policy/${name}`;
const boundaryName = (principal: string): string => `${principal}-boundary`;

/** Managed policies are there where they are attached, boundaries and session policies among them. */
function managedPolicies(asked: AskedIam): ReadonlyMap<string, Policy> {
  const { roles = {}, users = {}, groups = {}, managed = {} } = accountOf(asked);
  const principals = Object.entries({ ...roles, ...users });
  const all = [
    ...Object.entries(managed),
    ...[...Object.values(roles), ...Object.values(users), ...Object.values(groups)].flatMap((one) =>
      Object.entries(one.managed ?? {}),
    ),
    ...principals.flatMap(([name, { boundary }]) =>
      boundary === undefined ? [] : [[boundaryName(name), boundary] as const],
    ),
  ];
  return new Map(all.map(([name, policy]) => [policyArn(asked, name), policy]));
}
