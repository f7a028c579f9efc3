/** What AWS Organizations tells, and to whom. */
import type { OrganizationDescription, Policy, World } from './description';
import type { WireAnswer } from '../../src/evidence/place';
import { errorOf, json } from './shapes';
import type { Answers, Asked } from './asked';

const rootOf = ({ root = 'r-root' }: OrganizationDescription): string => root;
export const managementOf = ({ management = '999988887777' }: OrganizationDescription): string => management;
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
const notFound = (what: string): WireAnswer => errorOf('organizations', `${what}NotFoundException`, 400);

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

/** For the management account and the delegated administrator only. */
const forAdministrators =
  (answer: (organization: OrganizationDescription, asked: Asked) => WireAnswer) =>
  (asked: Asked): WireAnswer => {
    const organization = organizationOfAsked(asked);
    if (organization === undefined) return notInUse;
    const { administrator } = organization;
    if (![managementOf(organization), administrator].includes(asked.account)) return closed;
    return answer(organization, asked);
  };

export const organizationsAnswers: Answers = {
  DescribeResourcePolicy: forAdministrators(({ administrator }) => {
    if (administrator === undefined) return notFound('ResourcePolicy');
    const Principal = { AWS: `arn:aws:iam::${administrator}:root` };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'organizations:*', Resource: '*' }];
    return json({ ResourcePolicy: { Content: JSON.stringify({ Version: '2012-10-17', Statement }) } });
  }),
  DescribeOrganization: (asked) => {
    const organization = organizationOfAsked(asked);
    if (organization === undefined) return notInUse;
    return json({
      Organization: { Id: idOf(organization), MasterAccountId: managementOf(organization), FeatureSet: 'ALL' },
    });
  },
  ListParents: forAdministrators((organization, { input }) => {
    const path = pathOf(organization, String(input['ChildId']));
    if (path === undefined) return notFound('Child');
    const parent = path.at(-2) ?? rootOf(organization);
    return json({ Parents: [{ Id: parent, Type: parent === rootOf(organization) ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] });
  }),
  ListPoliciesForTarget: forAdministrators((organization, { input }) => {
    const type: Type = input['Filter'] === 'RESOURCE_CONTROL_POLICY' ? 'rcps' : 'scps';
    if (organization.enabled?.includes(type) === false)
      return errorOf('organizations', 'PolicyTypeNotEnabledException', 400);
    const held = policiesAt(organization, type, String(input['TargetId']));
    return json({ Policies: held.map(({ id, name, arn }) => ({ Id: id, Name: name, Arn: arn })) });
  }),
  DescribePolicy: forAdministrators((organization, { input }) => {
    const targets = (['scps', 'rcps'] as const).flatMap((type) =>
      [rootOf(organization), ...Object.keys(organization[type] ?? {})].flatMap((target) =>
        policiesAt(organization, type, target),
      ),
    );
    const policy = [...targets, ...awsOwn(organization)].find(({ id }) => id === input['PolicyId']);
    if (policy === undefined) return notFound('Policy');
    const { id, name, arn, document } = policy;
    return json({ Policy: { PolicySummary: { Id: id, Name: name, Arn: arn }, Content: JSON.stringify(document) } });
  }),
  DescribeOrganizationalUnit: forAdministrators((organization, { input }) => {
    const Id = String(input['OrganizationalUnitId']);
    const isKnown = Object.values(organization.accounts).flat().includes(Id);
    return isKnown ? json({ OrganizationalUnit: { Id, Name: `Unit ${Id}` } }) : notFound('OrganizationalUnit');
  }),
};

function organizationOfAsked({ world, account }: Asked): OrganizationDescription | undefined {
  const organization = world.organization;
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

function policiesAt(organization: OrganizationDescription, type: Type, target: string): readonly HeldPolicy[] {
  const stated = organization[type]?.[target] ?? {};
  return Object.entries({ ...byDefault[type], ...stated }).flatMap(([name, document]) =>
    document === false ? [] : [{ ...identifiersOf(organization, type, target, name), name, document }],
  );
}

const byDefault: Readonly<Record<Type, Readonly<Record<string, Policy>>>> = {
  scps: { FullAWSAccess: fullAccess },
  rcps: { RCPFullAWSAccess: fullAccessRcp },
};

/** They are there, wherever they are detached. */
const awsOwn = (organization: OrganizationDescription): readonly HeldPolicy[] =>
  (['scps', 'rcps'] as const).flatMap((type) =>
    Object.entries(byDefault[type]).map(([name, document]) => ({
      ...identifiersOf(organization, type, 'aws', name),
      name,
      document,
    })),
  );

/** AWS's own policies have ids without a target; ours must tell equal names at two targets apart. */
function identifiersOf(organization: OrganizationDescription, type: Type, target: string, name: string) {
  const kind = type === 'scps' ? 'service_control_policy' : 'resource_control_policy';
  if (/^(RCP)?FullAWSAccess$/.test(name)) {
    return { id: `p-${name}`, arn: `arn:aws:organizations::aws:policy/${kind}/p-${name}` };
  }
  return { id: policyId(target, name), arn: policyArnOf(organization, kind, target, name) };
}

/** A name that is an id stands for itself. */
const policyId = (target: string, name: string): string =>
  name.startsWith('p-') ? name : `p-${`${target}${name}`.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`;

export const policyArnOf = (
  organization: OrganizationDescription,
  kind: 'service_control_policy' | 'resource_control_policy',
  target: string,
  name: string,
): string =>
  `arn:aws:organizations::${managementOf(organization)}:policy/${idOf(organization)}/${kind}/${policyId(target, name)}`;

const idOf = ({ id = 'o-exampleorg1' }: OrganizationDescription): string => id;

/** Accounts that no description lists, and that can still be asked. */
export const impliedAccounts = ({ organization }: World): readonly string[] =>
  organization === undefined ? [] : [administratorOf(organization)];
