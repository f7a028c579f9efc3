/** The templates of stacks, by their props. Each is synthesized once, and kept for the other test files and the next run. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  deployTemplate,
  type DeployedTemplate,
  type Template as CloudFormation,
  type TemplateResource,
} from '../../demo/cloud/template';
import type { CulpritProps } from '../../lib/props';
import { root } from '../setup/sources';

export const account = '111122223333';
export const region = 'us-east-1';

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

export interface Template extends CloudFormation {
  readonly Parameters: NonNullable<CloudFormation['Parameters']>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}
interface Resource extends TemplateResource {
  readonly DeletionPolicy?: string;
}

const known = new Map<string, Template>();

export function templateWith(props: CulpritProps): Template {
  const name = JSON.stringify(props);
  const template = known.get(name) ?? kept(name, () => synthesized(props));
  known.set(name, template);
  return template;
}

/** The template with every reference filled in, as a deployment would. */
export const deployedWith = (props: CulpritProps): DeployedTemplate =>
  deployTemplate(templateWith(props), { account, region });

/** Loading the CDK takes a second. */
const synthesized = (props: CulpritProps): Template =>
  jest
    .requireActual<{ readonly synthesizedWith: (of: CulpritProps) => Template }>('./synthesis')
    .synthesizedWith(props);

/** Made of the same sources it is the same; without their hash nothing is kept. */
function kept(name: string, make: () => Template): Template {
  const sources = process.env['CULPRIT_TEMPLATES'];
  if (sources === undefined) return make();
  const folder = join(root, 'dist', 'templates', sources);
  const file = join(folder, `${createHash('sha256').update(name).digest('hex')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Template;
  const template = make();
  if (!existsSync(folder)) forgetOthers(sources);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(template));
  renameSync(unfinished, file);
  return template;
}

function forgetOthers(sources: string): void {
  const all = join(root, 'dist', 'templates');
  const others = existsSync(all) ? readdirSync(all).filter((one) => one !== sources) : [];
  for (const one of others) rmSync(join(all, one), { recursive: true, force: true });
}
