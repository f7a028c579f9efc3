import { CulpritSpokeStack } from '../../lib/spoke/spoke-stack';
import { plainTemplate } from './plain-template';

/** The spokes of a hub as plain CloudFormation: path in the repository → text. */
export function spokeTemplates(): Readonly<Record<string, string>> {
  return {
    'examples/spoke/account.template.json': templateOf(false),
    'examples/spoke/management.template.json': templateOf(true),
  };
}

function templateOf(managesOrganization: boolean): string {
  const description = managesOrganization
    ? 'Culprit: a spoke, for the account that manages the organization'
    : 'Culprit: a spoke, for each account and Region whose denials the hub investigates';
  return plainTemplate(
    (app, props) => new CulpritSpokeStack(app, 'CulpritSpoke', { ...props, managesOrganization, description }),
  );
}
