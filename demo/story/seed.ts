/** Makes the story's accounts in moto. */
import {
  defaultAccount,
  otherAccount,
  seedBucket,
  seedKey,
  seedOrganization,
  seedRole,
} from '../../test/emulated/seed';
import * as cast from './cast';

export async function seedStory(endpoint: string): Promise<cast.Cast> {
  const own = defaultAccount(endpoint, cast.account, cast.region);
  const management = await otherAccount(own, cast.managementAccount, 'us-east-1');
  const untaggedKeyArn = await seedKey(own, { description: 'orders' });
  const taggedKeyArn = await seedKey(own, { description: 'reports', tags: { 'data-class': 'internal' } });
  const read = cast.identityPolicy([untaggedKeyArn, taggedKeyArn]);
  await seedRole(own, { name: cast.roleName, path: '/service-role/', inline: { 'read-my-bucket': read } });
  await seedBucket(own, {
    name: cast.bucket,
    key: untaggedKeyArn,
    policy: cast.bucketPolicy,
    objects: [
      { key: cast.deniedObject, kmsKey: untaggedKeyArn },
      { key: cast.readableObject, kmsKey: taggedKeyArn },
    ],
  });
  const organization = await seedOrganization(management, {
    units: [cast.organizationalUnit],
    member: cast.account,
    policies: [
      {
        at: cast.organizationalUnit,
        type: 'SERVICE_CONTROL_POLICY',
        name: cast.dataClassificationPolicyName,
        policy: cast.dataClassificationPolicy,
      },
    ],
  });
  return {
    organizationId: organization.id,
    rootId: organization.targets['root'] ?? '',
    organizationalUnitId: organization.targets[cast.organizationalUnit] ?? '',
    policyId: organization.policies[cast.dataClassificationPolicyName] ?? '',
    untaggedKeyArn,
    taggedKeyArn,
  };
}
