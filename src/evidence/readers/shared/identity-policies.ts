/** The policies of a role, a user and its groups. One that cannot be read leaves the others whole. */
import type { AttachedPolicy } from '@aws-sdk/client-iam';
import {
  getGroupPolicy,
  getRolePolicy,
  getUserPolicy,
  listAttachedGroupPolicies,
  listAttachedRolePolicies,
  listAttachedUserPolicies,
  listGroupPolicies,
  listGroupsForUser,
  listRolePolicies,
  listUserPolicies,
} from '../../aws/calls/iam';
import { required } from '../../answers';
import { each, part } from '../../several';
import { decoded, managedPolicy, nameOf } from './documents';
import { allPages } from '../../aws/pages';
import type { Place } from '../../place';
import type { NamedPolicy } from '../../values';

export async function policiesOfRole(place: Place, arn: string): Promise<readonly NamedPolicy[]> {
  const RoleName = nameOf(arn);
  const lists = await listsOf(place, `role ${RoleName}`, {
    attached: (Marker) => listAttachedRolePolicies(place, { RoleName, Marker }),
    inline: (Marker) => listRolePolicies(place, { RoleName, Marker }),
    document: async (PolicyName) => (await getRolePolicy(place, { RoleName, PolicyName })).PolicyDocument,
  });
  return together(lists);
}

export async function policiesOfUser(place: Place, arn: string): Promise<readonly NamedPolicy[]> {
  const UserName = nameOf(arn);
  const own = await listsOf(place, `user ${UserName}`, {
    attached: (Marker) => listAttachedUserPolicies(place, { UserName, Marker }),
    inline: (Marker) => listUserPolicies(place, { UserName, Marker }),
    document: async (PolicyName) => (await getUserPolicy(place, { UserName, PolicyName })).PolicyDocument,
  });
  const groups = await listed(`the groups of user ${UserName}`, () => policiesOfGroups(place, UserName));
  return together([...own, groups]);
}

async function policiesOfGroups(place: Place, UserName: string): Promise<readonly NamedPolicy[]> {
  const groups = await allPages(async (Marker) => {
    const page = await listGroupsForUser(place, { UserName, Marker });
    return { items: required(page.Groups, 'Groups'), next: markerOf(page) };
  });
  const policies = await each(groups, (group) =>
    policiesOfGroup(place, required(group.GroupName, 'Groups[].GroupName')),
  );
  return policies.flat();
}

export async function policiesOfGroup(place: Place, GroupName: string): Promise<readonly NamedPolicy[]> {
  const lists = await listsOf(place, `group ${GroupName}`, {
    attached: (Marker) => listAttachedGroupPolicies(place, { GroupName, Marker }),
    inline: (Marker) => listGroupPolicies(place, { GroupName, Marker }),
    document: async (PolicyName) => (await getGroupPolicy(place, { GroupName, PolicyName })).PolicyDocument,
  });
  return together(lists);
}

const markerOf = ({ IsTruncated, Marker }: Truncatable): string | undefined =>
  IsTruncated === true ? required(Marker, 'Marker') : undefined;

interface Truncatable {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** IAM asks a role, a user and a group alike by calls of different names. */
interface Questions {
  readonly attached: (
    marker: string | undefined,
  ) => Promise<Truncatable & { readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined }>;
  readonly inline: (
    marker: string | undefined,
  ) => Promise<Truncatable & { readonly PolicyNames?: readonly string[] | undefined }>;
  readonly document: (name: string) => Promise<string | undefined>;
}

async function listsOf(place: Place, attachedTo: string, ask: Questions): Promise<readonly Listed[]> {
  const managed = listed(`the managed policies of ${attachedTo}`, async () => {
    const attached = await allPages(async (marker) => {
      const page = await ask.attached(marker);
      return { items: required(page.AttachedPolicies, 'AttachedPolicies'), next: markerOf(page) };
    });
    return each(attached, async ({ PolicyArn, PolicyName }): Promise<NamedPolicy> => {
      const arn = required(PolicyArn, 'AttachedPolicies[].PolicyArn');
      const read = await part(() => managedPolicy(place, arn));
      return { name: PolicyName ?? nameOf(arn), arn, ...read, attachedTo };
    });
  });
  const inline = listed(`the inline policies of ${attachedTo}`, async () => {
    const names = await allPages(async (marker) => {
      const page = await ask.inline(marker);
      return { items: required(page.PolicyNames, 'PolicyNames'), next: markerOf(page) };
    });
    return each(names, async (name): Promise<NamedPolicy> => {
      const read = await part(async () => ({
        document: decoded(required(await ask.document(name), 'PolicyDocument')),
      }));
      return { name, attachedTo, ...read };
    });
  });
  return Promise.all([managed, inline]);
}

/** A list, or why there is none. */
type Listed = readonly NamedPolicy[] | { readonly name: string; readonly error: unknown };

async function listed(name: string, list: () => Promise<readonly NamedPolicy[]>): Promise<Listed> {
  try {
    return await list();
  } catch (error) {
    return { name, error };
  }
}

/** A list that cannot be read stands as one policy that cannot be read: what is on it may say anything. */
async function together(lists: readonly Listed[]): Promise<readonly NamedPolicy[]> {
  const failed = lists.flatMap((list) => ('error' in list ? [list] : []));
  if (failed[0] !== undefined && failed.length === lists.length) throw failed[0].error;
  const policies = lists.map(async (list) => {
    if (!('error' in list)) return list;
    const { name, error } = list;
    return [{ name, ...(await part<never>(() => Promise.reject(error))) }];
  });
  return (await Promise.all(policies)).flat();
}
