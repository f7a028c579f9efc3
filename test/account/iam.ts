/** What IAM tells of described roles, users, groups and managed policies. */
import type { AccountDescription, Policies, Policy, RoleDescription, UserDescription } from './description';
import type { WireAnswer } from '../../src/evidence/place';
import {
  attachedPolicies,
  encodedDocument,
  errorOf,
  escaped,
  identityElement,
  policyNames,
  result,
  xml,
} from './shapes';
import type { Answers, Asked } from './asked';

const notFound = errorOf('iam', 'NoSuchEntity', 404, 'The thing cannot be found.');
const accountOf = ({ world, account }: Asked): AccountDescription => world.accounts[account] ?? {};

type Kind = 'Role' | 'User' | 'Group';

function named(asked: Asked, kind: Kind): { readonly name: string; readonly one: Policies | undefined } {
  const { roles, users, groups } = accountOf(asked);
  const name = String(asked.input[`${kind}Name`]);
  return { name, one: { Role: roles, User: users, Group: groups }[kind]?.[name] };
}

/** IAM asks roles, users and groups alike by calls of different names. */
const answersOf = (kind: Kind): Answers => ({
  [`ListAttached${kind}Policies`]: (asked) => {
    const { one } = named(asked, kind);
    if (one === undefined) return notFound;
    const arns = Object.keys(one.managed ?? {}).map((policy) => policyArn(asked.account, policy));
    return result(`ListAttached${kind}Policies`, attachedPolicies(arns));
  },
  [`List${kind}Policies`]: (asked) => {
    const { one } = named(asked, kind);
    return one === undefined ? notFound : result(`List${kind}Policies`, policyNames(Object.keys(one.inline ?? {})));
  },
  [`Get${kind}Policy`]: (asked) => {
    const { name, one } = named(asked, kind);
    const policyName = String(asked.input['PolicyName']);
    const policy = one?.inline?.[policyName];
    if (policy === undefined) return notFound;
    return result(
      `Get${kind}Policy`,
      `<${kind}Name>${name}</${kind}Name><PolicyName>${escaped(policyName)}</PolicyName><PolicyDocument>${encodedDocument(policy)}</PolicyDocument>`,
    );
  },
});

export const iamAnswers: Answers = {
  ...answersOf('Role'),
  ...answersOf('User'),
  ...answersOf('Group'),
  GetRole: (asked) => described(asked, 'Role'),
  GetUser: (asked) => described(asked, 'User'),
  ListGroupsForUser: (asked) => {
    const { one } = named(asked, 'User');
    if (one === undefined) return notFound;
    const { groups = [] } = one as UserDescription;
    const members = groups.map(
      (group) =>
        `<member><GroupName>${group}</GroupName><GroupId>G</GroupId><Arn>arn:aws:iam::${asked.account}:group/${group}</Arn><Path>/</Path><CreateDate>2025-01-01T00:00:00Z</CreateDate></member>`,
    );
    return result('ListGroupsForUser', `<Groups>${members.join('')}</Groups><IsTruncated>false</IsTruncated>`);
  },
  SimulatePrincipalPolicy: (asked) => {
    const [action = ''] = asked.input['ActionNames'] as readonly string[];
    const decision = accountOf(asked).simulation?.[action];
    if (decision === undefined) {
      return errorOf('iam', 'AccessDenied', 403, 'User is not authorized to perform: iam:SimulatePrincipalPolicy');
    }
    return result(
      'SimulatePrincipalPolicy',
      `<EvaluationResults><member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member></EvaluationResults><IsTruncated>false</IsTruncated>`,
    );
  },
  GetPolicy: (asked) => {
    const arn = String(asked.input['PolicyArn']);
    if (managedPolicies(asked).get(arn) === undefined) return notFound;
    return result(
      'GetPolicy',
      `<Policy><PolicyName>${arn.split('/').at(-1)}</PolicyName><Arn>${arn}</Arn><DefaultVersionId>v1</DefaultVersionId></Policy>`,
    );
  },
  GetPolicyVersion: (asked) => {
    const policy = managedPolicies(asked).get(String(asked.input['PolicyArn']));
    if (policy === undefined) return notFound;
    return xml(
      `<GetPolicyVersionResponse><GetPolicyVersionResult><PolicyVersion><VersionId>v1</VersionId><Document>${encodedDocument(policy)}</Document></PolicyVersion></GetPolicyVersionResult></GetPolicyVersionResponse>`,
    );
  },
};

function described(asked: Asked, kind: 'Role' | 'User'): WireAnswer {
  const { name, one } = named(asked, kind);
  if (one === undefined) return notFound;
  const { path = '/', boundary, tags = {}, createdAt = '2025-01-01T00:00:00Z' } = one as RoleDescription;
  const facts = {
    arn: `arn:aws:iam::${asked.account}:${kind.toLowerCase()}${path}${name}`,
    id: kind === 'Role' ? `AROA${name.toUpperCase()}` : `AIDA${name.toUpperCase()}`,
    createdAt,
    tags,
    ...(boundary === undefined ? {} : { boundaryArn: policyArn(asked.account, boundaryName(name)) }),
  };
  return result(`Get${kind}`, identityElement(kind, facts));
}

export const boundaryName = (principal: string): string => `${principal}-boundary`;

export const policyArn = (account: string, name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:iam::${account}:policy/${name}`;

/** Managed policies are there where they are attached, boundaries and session policies among them. */
function managedPolicies(asked: Asked): ReadonlyMap<string, Policy> {
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
  return new Map(all.map(([name, policy]) => [policyArn(asked.account, name), policy]));
}
