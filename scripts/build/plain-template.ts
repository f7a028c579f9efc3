import { App, DefaultStackSynthesizer, type IStackSynthesizer, type Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A stack as plain CloudFormation, for StackSets. */
export function plainTemplate(make: (app: App, props: StackProps) => Stack): string {
  const outdir = mkdtempSync(join(tmpdir(), 'culprit-template-'));
  try {
    const stack = make(new App({ analyticsReporting: false, outdir }), {
      // Without the CDK's own bootstrap, which accounts of a StackSet do not have.
      // The CDK's interface does not allow for the `undefined` of its own class under `exactOptionalPropertyTypes`.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
    });
    return `${JSON.stringify(Template.fromStack(stack).toJSON(), null, 2)}\n`;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
