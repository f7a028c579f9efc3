/** Policies that nothing of the case holds any more: detached ones, and versions that were replaced. */
import { defined } from '../../../defined';
import { getPolicyVersion } from '../../aws/calls/iam';
import { required } from '../../answers';
import { decoded, managedPolicy } from '../../readers/shared/documents';
import { policiesOfGroup } from '../../readers/shared/identity-policies';
import { describedPolicy } from '../../readers/shared/organization-tree';
import type { NamedPolicy, ReadPolicy } from '../../values';
import { stored } from '../record/settings';
import type { RecordedChange } from '../types';
import { askWhere, type Past } from './past';

/** The document of a version of the managed policy that was changed. `undefined`: it is deleted, or could not be read. */
export async function versionOf(change: RecordedChange, version: string, past: Past): Promise<unknown> {
  const [arn] = change.sets[0]?.of ?? [];
  if (arn === undefined) return undefined;
  return askWhere(change, `version ${version} of ${arn}`, past, async (place) => {
    const { PolicyVersion } = await getPolicyVersion(place, { PolicyArn: arn, VersionId: version });
    return stored(decoded(required(PolicyVersion?.Document, 'PolicyVersion.Document')));
  });
}

/** A policy that hangs nowhere in the case any more, as it is now: by its ARN, of an organization by its id. */
export async function policyOf(change: RecordedChange, policy: string, past: Past): Promise<ReadPolicy | undefined> {
  return askWhere(change, `policy ${policy}`, past, async (place) => {
    if (policy.startsWith('arn:')) return managedPolicy(place, policy);
    const { name = policy, arn, document } = await describedPolicy(place, policy);
    return { name, ...defined({ arn }), document: stored(document) };
  });
}

/** What a group gives its members, as it is now. `undefined`: the group is deleted, or could not be read. */
export async function policiesLost(
  change: RecordedChange,
  group: string,
  past: Past,
): Promise<{ readonly policies: readonly NamedPolicy[] } | undefined> {
  return askWhere(change, `policies of group ${group}`, past, async (place) => ({
    policies: await policiesOfGroup(place, group),
  }));
}
