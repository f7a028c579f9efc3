import { App, type Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployTemplate, type DeployedTemplate } from '../../demo/cloud/template';
import { CulpritStack } from '../../lib/culprit-stack';
import type { CulpritProps } from '../../lib/props';
import { temporaryFolder } from '../setup/temporary-folder';

export const root = join(__dirname, '..', '..');
export const account = '111122223333';
export const region = 'us-east-1';

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { readonly context: object };

export const existing: CulpritProps = { trail: { existing: true }, ownSubscribers: true };
export const hub: CulpritProps = { ...existing, spokes: { organizationId: 'o-exampleorgid' } };
export const everything: CulpritProps = {
  trail: { buckets: ['my-bucket'] },
  buckets: ['my-bucket'],
  snsEmail: 'oncall@example.com',
  slackSecretName: 'culprit/slack',
  organizationRoleArn: 'arn:aws:iam::999988887777:role/culprit-reader',
  accountRoles: { '444455556666': 'arn:aws:iam::444455556666:role/culprit-reader' },
  accountRoleName: 'culprit/culprit-reader',
  headObject: true,
  accessLogs: { bucketName: 'my-logs', prefix: 'access/' },
};

// nag.test.ts looks at what CloudFormation would say of the template; the others need not wait for it.
process.env['CDK_VALIDATION'] = 'false';

/** The CDK leaves an assembly where it is. */
const assemblies = temporaryFolder();

/** A template names its assets by their hashes: they need not be bundled or copied, nor must a construct know its line. */
const withoutCopies = {
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-stack-trace': true,
};

/** Without the context of cdk.json the feature flags are off, and the template is another one. */
export function appWith(settings: Readonly<Record<string, unknown>> = {}): App {
  return new App({
    outdir: assemblies.folder(),
    analyticsReporting: false,
    treeMetadata: false,
    context: { ...context, ...withoutCopies, ...settings },
  });
}

export const env: StackProps = { env: { account, region } };

export function stackWith(props: CulpritProps, app = appWith()): CulpritStack {
  return withoutTraces(() => new CulpritStack(app, 'Culprit', { ...props, ...env }));
}

/** The CDK asks for a stack trace at each of its values, and Jest looks up the source of each line of it. */
function withoutTraces<T>(make: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = before;
  }
}

const known = new Map<string, DeployedTemplate>();

/** The template with every reference filled in, as a deployment would. */
export function deployedWith(props: CulpritProps): DeployedTemplate {
  const name = JSON.stringify(props);
  const template = known.get(name) ?? deployed(stackWith(props));
  known.set(name, template);
  return template;
}
export const deployed = (stack: Stack): DeployedTemplate =>
  deployTemplate(withoutTraces(() => Template.fromStack(stack).toJSON()) as never, { account, region });
