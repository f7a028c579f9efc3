import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CulpritStack } from '../../lib/culprit-stack';
import type { CulpritProps } from '../../lib/props';

export const root = join(__dirname, '..', '..');
export const account = '111122223333';
export const region = 'us-east-1';

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { readonly context: object };

export const everything: CulpritProps = {
  trail: { buckets: ['my-bucket'] },
  snsEmail: 'oncall@example.com',
  slackSecretName: 'culprit/slack',
  organizationRoleArn: 'arn:aws:iam::999988887777:role/culprit-reader',
  accountRoles: { '444455556666': 'arn:aws:iam::444455556666:role/culprit-reader' },
  externalId: 'an-external-id',
};

export function stackWith(props: CulpritProps): CulpritStack {
  // Without the context of cdk.json the feature flags are off, and the template is another one.
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  return new CulpritStack(app, 'Culprit', { ...props, env: { account, region } });
}

export const templateWith = (props: CulpritProps): Template => Template.fromStack(stackWith(props));

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export function resourcesOf(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.findResources(type)) as unknown as readonly (readonly [string, Resource])[];
}
