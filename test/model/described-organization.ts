/** The organization of a scenario: its levels as roots, OUs and accounts with policies attached. */
import { defined } from '../../src/defined';
import type { OrganizationDescription, Policy as Document } from '../account/description';
import { mentionedIn } from './mentioned';
import type { Context, Level, Scenario } from './scenario';
import { callerAccountOf } from './described-caller';

/** Accounts without an organization in the scenario are in none here. */
export function organizationOf(scenario: Scenario): OrganizationDescription | undefined {
  const { request, scps, rcps, kms, flags = {} } = scenario;
  const caller = callerAccountOf(request.principal);
  const context = { ...kms?.context, ...request.context };
  const asked = mentionedIn(scenario).map((key) => key.toLowerCase());
  const memberOf = (
    side: 'Principal' | 'Resource',
    account: string | undefined,
    levels: readonly Level[],
    told: Context,
  ) => {
    const isMember = levels.length > 0 || `aws:${side}OrgID` in told;
    if (account === undefined || !isMember) return [];
    const [path = ''] = [told[`aws:${side}OrgPaths`] ?? []].flat().map(String);
    const ofLevels = levels.slice(0, -1).map(({ target }) => target);
    const isAsked = asked.includes(`aws:${side}orgpaths`.toLowerCase());
    return [{ account, ofLevels, ofContext: path.split('/').slice(1, -1), isAsked }];
  };
  const members: readonly Member[] = [
    ...memberOf('Principal', caller, scps, request.context),
    ...memberOf('Resource', request.resourceAccountId, rcps, request.context),
    ...(kms === undefined ? [] : memberOf('Resource', kms.keyAccountId, kms.rcps, kms.context)),
  ];
  const accounts = [...new Set(members.map(({ account }) => account))];
  const paths = accounts.map((account) => [account, pathOf(members.filter((one) => one.account === account))] as const);
  const managed = [
    flags.principalAccountIsManagement === true ? caller : undefined,
    flags.resourceAccountIsManagement === true ? request.resourceAccountId : undefined,
    flags.keyAccountIsManagement === true ? kms?.keyAccountId : undefined,
  ].filter((account) => account !== undefined);
  if (members.length === 0 && managed.length === 0) return undefined;
  if (new Set(managed).size > 1) throw new Error('two management accounts');
  const id = context['aws:PrincipalOrgID'] ?? context['aws:ResourceOrgID'] ?? kms?.context['aws:ResourceOrgID'];
  const root = paths.find(([, path]) => path.length > 0)?.[1][0];
  return {
    ...(id === undefined ? {} : { id: String(id) }),
    ...defined({ root, management: managed[0] }),
    accounts: Object.fromEntries(paths.map(([account, path]) => [account, path.slice(1)])),
    scps: attached(scps, false),
    rcps: merged(attached(rcps, true), attached(kms?.rcps ?? [], true)),
  };
}

interface Member {
  readonly account: string;
  /** From the root down, without the account: where policies hang. */
  readonly ofLevels: readonly string[];
  /** What the context tells of the way. */
  readonly ofContext: readonly string[];
  /** A policy asks for what the context tells. */
  readonly isAsked: boolean;
}

/** Policies hang on one way to an account; the context may name OUs below them, and what is asked for goes first. */
function pathOf(members: readonly Member[]): readonly string[] {
  const bound = members.map(({ ofLevels }) => ofLevels).reduce(longer, []);
  if (!members.every(({ ofLevels }) => startsWith(bound, ofLevels)))
    throw new Error('policies on two ways to one account');
  const fitting = members.filter(({ ofContext }) => startsWith(ofContext, bound));
  return (fitting.find(({ isAsked }) => isAsked) ?? fitting[0])?.ofContext ?? bound;
}

const longer = (one: readonly string[], other: readonly string[]) => (other.length > one.length ? other : one);
const startsWith = (path: readonly string[], beginning: readonly string[]): boolean =>
  beginning.every((id, at) => path[at] === id);

type Attached = Record<string, Record<string, Document | false>>;

/** A scenario spells out `FullAWSAccess`; `RCPFullAWSAccess` is on every level. */
function attached(levels: readonly Level[], isImplied: boolean): Attached {
  return Object.fromEntries(
    levels.map(({ target, policies }): [string, Attached[string]] => {
      const named = policies.map(({ name, policy }, index) => [`${index}-${name}`, { ...policy }] as const);
      return [target, { ...(isImplied ? {} : { FullAWSAccess: false }), ...Object.fromEntries(named) }];
    }),
  );
}

function merged(one: Attached, other: Attached): Record<string, Record<string, Document>> {
  for (const [target, policies] of Object.entries(other)) {
    if (one[target] !== undefined && JSON.stringify(one[target]) !== JSON.stringify(policies)) {
      throw new Error(`two lists of policies at ${target}`);
    }
  }
  return { ...one, ...other } as Record<string, Record<string, Document>>;
}
