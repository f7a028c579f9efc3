import * as organizations from '@aws-sdk/client-organizations';
import type { Place } from '../../place';
import { call, clientFor } from '../client';
import { pace } from '../pace';

const organizationsAt = /* @__PURE__ */ clientFor(
  'organizations',
  (config) => new organizations.OrganizationsClient(config),
  'adaptive',
);

export const describeOrganization = (place: Place, input: organizations.DescribeOrganizationCommandInput) =>
  call('organizations:DescribeOrganization', () =>
    organizationsAt(place).send(new organizations.DescribeOrganizationCommand(input)),
  );

export async function listParents(place: Place, input: organizations.ListParentsCommandInput) {
  await pace('ListParents', place);
  return call('organizations:ListParents', () =>
    organizationsAt(place).send(new organizations.ListParentsCommand(input)),
  );
}

export async function listPoliciesForTarget(place: Place, input: organizations.ListPoliciesForTargetCommandInput) {
  await pace('ListPoliciesForTarget', place);
  return call('organizations:ListPoliciesForTarget', () =>
    organizationsAt(place).send(new organizations.ListPoliciesForTargetCommand(input)),
  );
}

export async function describePolicy(place: Place, input: organizations.DescribePolicyCommandInput) {
  await pace('DescribePolicy', place);
  return call('organizations:DescribePolicy', () =>
    organizationsAt(place).send(new organizations.DescribePolicyCommand(input)),
  );
}

export async function describeOrganizationalUnit(
  place: Place,
  input: organizations.DescribeOrganizationalUnitCommandInput,
) {
  await pace('DescribeOrganizationalUnit', place);
  return call('organizations:DescribeOrganizationalUnit', () =>
    organizationsAt(place).send(new organizations.DescribeOrganizationalUnitCommand(input)),
  );
}

export const listAccounts = (place: Place, input: organizations.ListAccountsCommandInput) =>
  call('organizations:ListAccounts', () => organizationsAt(place).send(new organizations.ListAccountsCommand(input)));

export const describeResourcePolicy = (place: Place, input: organizations.DescribeResourcePolicyCommandInput) =>
  call('organizations:DescribeResourcePolicy', () =>
    organizationsAt(place).send(new organizations.DescribeResourcePolicyCommand(input)),
  );
