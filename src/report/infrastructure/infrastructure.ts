/** The policies that a fix changes, as the languages of infrastructure as code write them. */
import type { InfrastructureResource } from '../../judging/infrastructure/resource';
import { cdkOf, cloudFormationOf } from './cloudformation';
import { terraformOf } from './hcl';

export const languages = ['terraform', 'cdk', 'cloudformation'] as const;
export type Language = (typeof languages)[number];

/** `undefined`: no resource holds what is changed. */
export function infrastructureOf(
  resources: readonly InfrastructureResource[],
): Readonly<Record<Language, string>> | undefined {
  if (resources.length === 0) return undefined;
  return { terraform: terraformOf(resources), cdk: cdkOf(resources), cloudformation: cloudFormationOf(resources) };
}
