import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Permission } from '../../src/evidence/define';
import { acknowledgeWildcards } from '../acknowledge';

/** All roles of Culprit lie under this path, so that rules and intake know their own denied reads by it. */
export const rolePath = '/culprit/';

/** What reader roles are called, unless somebody chose another name. */
export const readerRoleName = 'culprit-reader';

/** What the ARNs of Culprit's own roles begin with, in the stack's account. */
export function ownRoles(scope: Construct): string {
  const { partition, account } = Stack.of(scope);
  return `arn:${partition}:iam::${account}:role${rolePath}`;
}

/** A role for a function: nothing but what is added to it. */
export function functionRole(scope: Construct, id: string, description: string): Role {
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    path: rolePath,
    description,
  });
}

/** Grants what readers declare. Which bucket, role or key a denial will be about, nobody knows before. */
export function grantReads(role: Role, permissions: readonly Permission[]): void {
  for (const template of new Set(permissions.map(({ resource }) => resource))) {
    const granted = permissions.filter(({ resource }) => resource === template).map(({ action }) => action);
    const resources = [resourceIn(role, template)];
    role.addToPolicy(new PolicyStatement({ actions: [...new Set(granted)].sort(), resources }));
    acknowledgeWildcards(role, resources, 'declared by the readers: actions that read or list, and no content');
  }
}

function resourceIn(scope: Construct, template: string): string {
  const { partition, account, region } = Stack.of(scope);
  return template
    .replaceAll('${Partition}', partition)
    .replaceAll('${Account}', account)
    .replaceAll('${Region}', region);
}
