import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Permission } from '../src/evidence/define';

/** All roles of Culprit lie under this path, so that rules and intake know their own denied reads by it. */
export const rolePath = '/culprit/';

/** A role for a function: nothing but what is added to it. */
export function functionRole(scope: Construct, id: string, description: string): Role {
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    path: rolePath,
    description,
  });
}

/** The declared permissions as statements, one per resource. */
export function statementsFor(scope: Construct, permissions: readonly Permission[]): readonly PolicyStatement[] {
  const actionsOn = new Map<string, string[]>();
  for (const { action, resource } of permissions) {
    actionsOn.set(resource, [...(actionsOn.get(resource) ?? []), action]);
  }
  return [...actionsOn].map(
    ([resource, actions]) =>
      new PolicyStatement({ actions: [...new Set(actions)].sort(), resources: [resourceIn(scope, resource)] }),
  );
}

function resourceIn(scope: Construct, template: string): string {
  const { partition, account, region } = Stack.of(scope);
  return template
    .replaceAll('${Partition}', partition)
    .replaceAll('${Account}', account)
    .replaceAll('${Region}', region);
}
