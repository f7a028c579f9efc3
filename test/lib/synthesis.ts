/** The CDK's own part: an app as cdk.json configures it, and the template of a stack. */
import { App, type Stack, type StackProps } from 'aws-cdk-lib';
import { Template as Assertions } from 'aws-cdk-lib/assertions';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CulpritStack } from '../../lib/culprit-stack';
import type { CulpritProps } from '../../lib/props';
import { root } from '../setup/sources';
import { account, region, type Template } from './templates';

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { readonly context: object };

// nag.test.ts looks at what CloudFormation would say of the template; the others need not wait for it.
process.env['CDK_VALIDATION'] = 'false';

/** A template names its assets by their hashes: they need not be bundled or copied, nor must a construct know its line. */
const withoutCopies = {
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-stack-trace': true,
};

/** Without the context of cdk.json the feature flags are off, and the template is another one. */
export const appIn = (outdir: string, settings: Readonly<Record<string, unknown>> = {}): App =>
  new App({
    outdir,
    analyticsReporting: false,
    treeMetadata: false,
    context: { ...context, ...withoutCopies, ...settings },
  });

export const env: StackProps = { env: { account, region } };

export const stackIn = (app: App, props: CulpritProps): CulpritStack =>
  withoutTraces(() => new CulpritStack(app, 'Culprit', { ...props, ...env }));

export const templateOf = (stack: Stack): Template =>
  withoutTraces(() => Assertions.fromStack(stack).toJSON()) as unknown as Template;

export function synthesizedWith(props: CulpritProps): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'culprit-template-'));
  try {
    return templateOf(stackIn(appIn(outdir), props));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
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
