/** An organization, and what AWS Organizations answers about it, and to whom. */
import type { WireAnswer } from '../../../src/evidence/place';
import { partitionOf } from '../../../src/names/partition';
import type { Asked, Operation, Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { errorOf, json } from '../shapes';

export interface OrganizationDescription {
  /** @default o-exampleorg1 */
  readonly id?: string;
  /** @default r-root */
  readonly root?: string;
  /** The management account. @default 999988887777 */
  readonly management?: string;
  /** Another account that may read the organization's policies, and is asked. @default the management account is */
  readonly administrator?: string;
  /** The policy that delegates to other accounts. @default one that lets the administrator do everything; none without one */
  readonly delegation?: Policy;
  /** `false`: Culprit asks as the member that it is, and sees no policy. @default true */
  readonly readable?: boolean;
  /** Each member → the ids of its OUs, from below the root down. */
  readonly accounts: Named<readonly string[]>;
  /**
   * By target (the root, an OU, an account). Every target has `FullAWSAccess` beside; `FullAWSAccess: false` detaches it.
   */
  readonly scps?: Named<Named<Policy | false>>;
  readonly rcps?: Named<Named<Policy>>;
  /** Policy types that are switched on. @default both */
  readonly enabled?: readonly ('scps' | 'rcps')[];
}

/** What Organizations looks at. */
export interface DescribedOrganizations {
  readonly organization?: OrganizationDescription;
}

const rootOf = ({ root = 'r-root' }: OrganizationDescription): string => root;
const managementOf = ({ management = '999988887777' }: OrganizationDescription): string => management;
/** Where the organization's policies are read. */
export const administratorOf = (organization: OrganizationDescription): string =>
  organization.administrator ?? managementOf(organization);

const notInUse = errorOf(
  'organizations',
  'AWSOrganizationsNotInUseException',
  400,
  "Your account isn't a member of an organization.",
);
const closed = errorOf(
  'organizations',
  'AccessDeniedException',
  400,
  "You don't have permissions to access this resource.",
);
const notFound = (what: string): WireAnswer =>
  errorOf('organizations', `${what}NotFoundException`, 400, `We can't find the ${what} that you specified.`);

const fullAccess: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const fullAccessRcp: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

interface HeldPolicy {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly document: Policy;
}
type Type = 'scps' | 'rcps';

interface AdministratorsOperation extends Omit<Operation<unknown>, 'answer'> {
  readonly answer: (organization: OrganizationDescription, asked: Asked<DescribedOrganizations>) => WireAnswer;
}

/** For the management account and the delegated administrator only. */
const forAdministrators: Readonly<Record<string, AdministratorsOperation>> = {
  DescribeResourcePolicy: {
    answer: ({ administrator, delegation = administrator && delegatingTo(administrator) }) =>
      delegation === undefined
        ? notFound('ResourcePolicy')
        : json({ ResourcePolicy: { Content: JSON.stringify(delegation) } }),
  },
  ListAccounts: {
    emptyPage: json({ Accounts: [], NextToken: 'more' }),
    answer: (organization) =>
      json({ Accounts: membersOf(organization).map((Id) => ({ Id, Status: 'ACTIVE', State: 'ACTIVE' })) }),
  },
  ListParents: {
    emptyPage: json({ Parents: [], NextToken: 'more' }),
    answer: (organization, { input }) => {
      const path = pathOf(organization, String(input['ChildId']));
      if (path === undefined) return notFound('Child');
      const parent = path.at(-2) ?? rootOf(organization);
      const Type = parent === rootOf(organization) ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
      return json({ Parents: [{ Id: parent, Type }] });
    },
  },
  ListPoliciesForTarget: {
    emptyPage: json({ Policies: [], NextToken: 'more' }),
    answer: (organization, { input, region }) => {
      const type: Type = input['Filter'] === 'RESOURCE_CONTROL_POLICY' ? 'rcps' : 'scps';
      if (organization.enabled?.includes(type) === false)
        return errorOf('organizations', 'PolicyTypeNotEnabledException', 400);
      const held = policiesAt(organization, region, type, String(input['TargetId']));
      return json({ Policies: held.map(({ id, name, arn }) => ({ Id: id, Name: name, Arn: arn })) });
    },
  },
  DescribePolicy: {
    answer: (organization, { input, region }) => {
      const targets = (['scps', 'rcps'] as const).flatMap((type) =>
        [rootOf(organization), ...Object.keys(organization[type] ?? {})].flatMap((target) =>
          policiesAt(organization, region, type, target),
        ),
      );
      const policy = [...targets, ...awsOwn(organization, region)].find(({ id }) => id === input['PolicyId']);
      if (policy === undefined) return notFound('Policy');
      const { id, name, arn, document } = policy;
      return json({ Policy: { PolicySummary: { Id: id, Name: name, Arn: arn }, Content: JSON.stringify(document) } });
    },
  },
  DescribeOrganizationalUnit: {
    answer: (organization, { input }) => {
      const Id = String(input['OrganizationalUnitId']);
      const isKnown = Object.values(organization.accounts).flat().includes(Id);
      return isKnown ? json({ OrganizationalUnit: { Id, Name: `Unit ${Id}` } }) : notFound('OrganizationalUnit');
    },
  },
};

export const organizationsOperations: Operations<DescribedOrganizations> = {
  DescribeOrganization: {
    answer: (asked) => {
      const organization = organizationOfAsked(asked);
      if (organization === undefined) return notInUse;
      return json({
        Organization: { Id: idOf(organization), MasterAccountId: managementOf(organization), FeatureSet: 'ALL' },
      });
    },
  },
  ...Object.fromEntries(
    Object.entries(forAdministrators).map(([name, { answer, ...operation }]) => [
      name,
      {
        ...operation,
        answer: (asked: Asked<DescribedOrganizations>) => {
          const organization = organizationOfAsked(asked);
          if (organization === undefined) return notInUse;
          const mayAsk = [managementOf(organization), organization.administrator].includes(asked.account);
          return mayAsk ? answer(organization, asked) : closed;
        },
      },
    ]),
  ),
};

const delegatingTo = (administrator: string): Policy => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${administrator}:root` },
      Action: 'organizations:*',
      Resource: '*',
    },
  ],
});

function organizationOfAsked({
  awsAccounts,
  account,
}: Asked<DescribedOrganizations>): OrganizationDescription | undefined {
  const organization = awsAccounts.organization;
  return organization !== undefined && membersOf(organization).includes(account) ? organization : undefined;
}

function membersOf(organization: OrganizationDescription): readonly string[] {
  const { administrator } = organization;
  const others = administrator === undefined ? [] : [administrator];
  return [managementOf(organization), ...others, ...Object.keys(organization.accounts)];
}

/** From the root down to the account or OU; undefined: it is not in the organization. */
function pathOf(organization: OrganizationDescription, child: string): readonly string[] | undefined {
  const root = rootOf(organization);
  const units = organization.accounts[child];
  if (units !== undefined) return [root, ...units, child];
  if (membersOf(organization).includes(child)) return [root, child];
  const path = Object.values(organization.accounts).find((one) => one.includes(child));
  return path === undefined ? undefined : [root, ...path.slice(0, path.indexOf(child) + 1)];
}

function policiesAt(
  organization: OrganizationDescription,
  region: string,
  type: Type,
  target: string,
): readonly HeldPolicy[] {
  const stated = organization[type]?.[target] ?? {};
  return Object.entries({ ...byDefault[type], ...stated }).flatMap(([name, document]) =>
    document === false ? [] : [{ ...identifiersOf(organization, region, type, target, name), name, document }],
  );
}

const byDefault: Readonly<Record<Type, Named<Policy>>> = {
  scps: { FullAWSAccess: fullAccess },
  rcps: { RCPFullAWSAccess: fullAccessRcp },
};

/** They are there, wherever they are detached. */
const awsOwn = (organization: OrganizationDescription, region: string): readonly HeldPolicy[] =>
  (['scps', 'rcps'] as const).flatMap((type) =>
    Object.entries(byDefault[type]).map(([name, document]) => ({
      ...identifiersOf(organization, region, type, 'aws', name),
      name,
      document,
    })),
  );

/** AWS's own policies have ids without a target; ours must differ where two targets have one of the same name. */
function identifiersOf(
  organization: OrganizationDescription,
  region: string,
  type: Type,
  target: string,
  name: string,
): Pick<HeldPolicy, 'id' | 'arn'> {
  const kind = type === 'scps' ? 'service_control_policy' : 'resource_control_policy';
  const arnOf = (owner: string, id: string) => `arn:${partitionOf(region)}:organizations::${owner}/${kind}/${id}`;
  if (name in byDefault[type]) return { id: `p-${name}`, arn: arnOf('aws:policy', `p-${name}`) };
  const id = policyId(target, name);
  return { id, arn: arnOf(`${managementOf(organization)}:policy/${idOf(organization)}`, id) };
}

/** A name that is an id stands for itself. */
const policyId = (target: string, name: string): string =>
  name.startsWith('p-') ? name : `p-${`${target}${name}`.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`;

const idOf = ({ id = 'o-exampleorg1' }: OrganizationDescription): string => id;
