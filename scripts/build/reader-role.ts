import { App, DefaultStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReaderRoleStack } from '../../lib/reader-role-stack';

/** The reader roles as plain CloudFormation, for StackSets: path in the repository → text. */
export function readerRoleTemplates(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-reader-role-'));
  const appIn = (name: string) => new App({ analyticsReporting: false, outdir: join(folder, name) });
  try {
    return {
      'examples/reader-role/account.template.json': templateOf(appIn('account'), false),
      'examples/reader-role/organization.template.json': templateOf(appIn('organization'), true),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function templateOf(app: App, readsOrganization: boolean): string {
  const stack = new ReaderRoleStack(app, 'CulpritReader', {
    readsOrganization,
    description: readsOrganization
      ? 'Culprit reads the policies of the organization with this role: for the account that manages it'
      : 'Culprit reads policies and settings with this role: for each account beside its own',
    // Without the CDK's own bootstrap, which accounts of a StackSet do not have.
    // The CDK's interface does not allow for the `undefined` of its own class under `exactOptionalPropertyTypes`.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });
  return `${JSON.stringify(Template.fromStack(stack).toJSON(), null, 2)}\n`;
}
