/** The policies that a fix changes, as the languages of infrastructure as code write them. */
import type { InfrastructureResource } from '../../judging/infrastructure/resource';
import { cdkOf, cloudFormationOf } from './cloudformation';
import { terraformOf } from './hcl';

export const languages = ['terraform', 'cdk', 'cloudformation'] as const;
export type Language = (typeof languages)[number];

/** `undefined`: nothing is changed that a resource could hold, and no call would change it. */
export function infrastructureOf(
  resources: readonly InfrastructureResource[],
): Readonly<Record<Language, string>> | undefined {
  if (resources.length === 0) return undefined;
  const forTerraform = resources.flatMap(({ terraform }) => (terraform === 'no-resource' ? [] : [terraform]));
  const forStacks = resources.flatMap(({ cloudFormation }) =>
    cloudFormation === 'no-resource' ? [] : [cloudFormation],
  );
  const whole = (code: string, said: readonly unknown[], comment: string, resource: string): string => {
    if (said.length === resources.length) return code;
    const rest = said.length === 0 ? 'this' : 'the rest';
    return `${code}${comment} No ${resource} does ${rest}: ${useTheCommand}\n`;
  };
  return {
    terraform: whole(terraformOf(forTerraform), forTerraform, '#', 'resource of Terraform'),
    cdk: whole(cdkOf(forStacks), forStacks, '//', 'resource of the AWS CDK'),
    cloudformation: whole(cloudFormationOf(forStacks), forStacks, '#', 'resource of CloudFormation'),
  };
}

/** For another request, a link, a restored copy. */
export function codeOfRequest(): Readonly<Record<Language, string>> {
  const sentence = `This is a call, and nothing that code keeps: ${useTheCommand}\n`;
  return { terraform: `# ${sentence}`, cdk: `// ${sentence}`, cloudformation: `# ${sentence}` };
}

/** Whether code alone does it: every text in it stands in quotes, so that no line of a name begins so. */
export const isWhole = (code: string): boolean =>
  !code.split('\n').some((line) => /^(?:#|\/\/) /.test(line) && line.endsWith(`: ${useTheCommand}`));

const useTheCommand = 'use the command.';
