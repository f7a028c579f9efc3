/** An account's way to the root of its organization. */
import type { PolicySummary } from '@aws-sdk/client-organizations';
import { defined } from '../../../defined';
import {
  describeOrganizationalUnit,
  describePolicy,
  listParents,
  listPoliciesForTarget,
} from '../../aws/calls/organizations';
import { required } from '../../answers';
import { each, part } from '../../several';
import { CallFailed, codeOf, Unread } from '../../aws/failures';
import { allPages } from '../../aws/pages';
import type { Place } from '../../place';
import type { NamedPolicy, OrganizationLevel, OrganizationPolicies } from '../../values';

/** Ids from the root to the account, both included. Depth is five OUs at most. */
export function pathTo(place: Place, account: string): Promise<readonly string[]> {
  return place.once(`organizations path ${account}`, async () => {
    const path = [account];
    for (let child = account; path.length <= 8 && !child.startsWith('r-'); path.unshift(child)) {
      child = await parentOf(place, child).catch((error: unknown) => {
        if (codeOf(error) !== 'ChildNotFoundException') throw error;
        throw new CallFailed('organizations:ListParents', new Unread('other-organization', messageFor(child)));
      });
    }
    return path;
  });
}

const messageFor = (child: string): string => `ChildNotFoundException: the organization has no \`${child}\``;

/** Every policy of one type on the account's way to the root. */
export async function policiesOnPath(
  place: Place,
  account: string,
  type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY',
): Promise<OrganizationPolicies> {
  const path = await pathTo(place, account).catch((error: unknown) => {
    // An account sees only of itself that it is in no organization.
    if (codeOf(error) === 'AWSOrganizationsNotInUseException' && place.account === account) return undefined;
    throw error;
  });
  if (path === undefined) return { levels: [] };
  const levels = await each(path, (target) => level(place, target, type));
  // AWS keeps at least one policy on every level of a type that is enabled.
  const enabled = levels.some(({ policies }) => !Array.isArray(policies) || policies.length > 0);
  return { levels: enabled ? levels : [] };
}

/** Accounts share units, and the root. */
function parentOf(place: Place, child: string): Promise<string> {
  return place.once(`organizations parent ${child}`, async () => {
    const parents = await allPages(async (NextToken) => {
      const page = await listParents(place, { ChildId: child, NextToken });
      return { items: required(page.Parents, 'Parents'), next: page.NextToken };
    });
    return required(parents[0]?.Id, 'Parents[0].Id');
  });
}

async function level(
  place: Place,
  target: string,
  type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY',
): Promise<OrganizationLevel> {
  const [name, policies] = await Promise.all([nameOfLevel(place, target), part(() => policiesOf(place, target, type))]);
  return { target, ...defined({ targetName: name }), policies };
}

async function policiesOf(
  place: Place,
  target: string,
  type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY',
): Promise<readonly NamedPolicy[]> {
  const summaries = await place.once(`organizations attached ${type} ${target}`, () => attached(place, target, type));
  return each(summaries, async ({ Id, Name, Arn }): Promise<NamedPolicy> => {
    const named = { name: Name ?? Id ?? '', ...defined({ arn: Arn }) };
    const read = await part(() => describedPolicy(place, required(Id, 'Policies[].Id')));
    return 'unreadable' in read ? { ...named, ...read } : { ...named, document: read.document };
  });
}

async function attached(
  place: Place,
  TargetId: string,
  Filter: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY',
): Promise<readonly PolicySummary[]> {
  try {
    return await allPages(async (NextToken) => {
      const page = await listPoliciesForTarget(place, { TargetId, Filter, NextToken });
      return { items: required(page.Policies, 'Policies'), next: page.NextToken };
    });
  } catch (error) {
    if (codeOf(error) === 'PolicyTypeNotEnabledException') return [];
    throw error;
  }
}

/** DescribePolicy is throttled at two a second: one for each policy, on however many levels it hangs. */
export function describedPolicy(
  place: Place,
  id: string,
): Promise<{ readonly name: string | undefined; readonly arn: string | undefined; readonly document: string }> {
  return place.once(`organizations policy ${id}`, async () => {
    const { Policy } = await describePolicy(place, { PolicyId: id });
    const { Name: name, Arn: arn } = Policy?.PolicySummary ?? {};
    return { name, arn, document: required(Policy?.Content, 'Policy.Content') };
  });
}

/** Names are for people; without them ids must do. */
async function nameOfLevel(place: Place, target: string): Promise<string | undefined> {
  if (target.startsWith('r-')) return 'Root';
  if (!target.startsWith('ou-')) return undefined;
  const name = await part(() =>
    place.once(`organizations unit ${target}`, async () => {
      const { OrganizationalUnit } = await describeOrganizationalUnit(place, { OrganizationalUnitId: target });
      return OrganizationalUnit?.Name;
    }),
  );
  return typeof name === 'string' ? name : undefined;
}
