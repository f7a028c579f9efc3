import { ReaderRoleStack } from '../../lib/spoke/reader-role-stack';
import { plainTemplate } from './plain-template';

/** The reader roles as plain CloudFormation, for StackSets: path in the repository → text. */
export function readerRoleTemplates(): Readonly<Record<string, string>> {
  return {
    'examples/reader-role/account.template.json': templateOf(false),
    'examples/reader-role/organization.template.json': templateOf(true),
  };
}

function templateOf(readsOrganization: boolean): string {
  const description = readsOrganization
    ? 'Culprit reads the policies of the organization with this role: for the account that manages it'
    : 'Culprit reads policies and settings with this role: for each account beside its own';
  return plainTemplate(
    (app, props) => new ReaderRoleStack(app, 'CulpritReader', { ...props, readsOrganization, description }),
  );
}
