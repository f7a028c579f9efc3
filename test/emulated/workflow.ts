/**
 * Deploys the synthesized template to ministack. A storm of one denial on its bus, each record twice, must give one message at
 * its topic and, once Slack works again, one there; and the change that ends it one more, which says who did it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { deniedEvents, said } from '../../demo/story/events';
import { seedStory } from '../../demo/story/seed';
import { buildBundles, synthesize } from '../../demo/synthesize';
import { tryClosing } from './closing';
import {
  cdk,
  clientOf,
  copyBuckets,
  differences,
  messagesAt,
  prepareTemplate,
  putEvents,
  readsFrom,
  subscribedQueue,
  type Tenant,
} from './deployment';
import { happened, stormOf } from './happened';
import { startMinistack, type Moto } from './servers';
import { startSlack, type Slack } from './slack';

/** What differs from the expectation, as sentences. */
export async function tryWorkflow(python: string, moto: Moto): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-workflow-'));
  await moto.reset(1);
  const seeded = await seedStory(moto.endpoint);
  const slack = await startSlack();
  const ministack = await startMinistack(python, cast.account, { ...readsFrom(moto.endpoint), ...slack.environment });
  const own: Tenant = { aws: ministack, account: cast.account };
  try {
    const secret = { Name: slackSecret, SecretString: 'https://hooks.slack.com/services/T0/B0/example' };
    await new SecretsManagerClient(clientOf(own)).send(new CreateSecretCommand(secret));
    const context = { ...deploymentContext, 'culprit:slackSecretName': slackSecret };
    await deployCulprit(own, { aws: moto, account: cast.account }, context, folder, { shim: slack.shim });
    const queue = await subscribedQueue(own);
    const { s3, kms } = deniedEvents(seeded, said.nothing());
    const now = new Date();
    await putEvents(own, [happened(kms, now), ...stormOf(happened(s3, now), denials)]);
    const problems = [...differences(await messagesAt(own, queue))];
    if (problems.length === 0) problems.push(...(await trySlack(slack)));
    if (problems.length === 0) problems.push(...(await tryClosing(own, moto, seeded, { queue, denials })));
    return problems.length === 0 ? [] : [...problems, ministack.log().slice(-6000)];
  } finally {
    await ministack.stop();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const slackSecret = 'culprit/slack';
const denials = 40;

/** It was out of order while the topic had its message: nothing of it is lost, and nothing comes twice. */
async function trySlack(slack: Slack): Promise<readonly string[]> {
  for (let turn = 0; turn < 120 && slack.refused() === 0; turn += 1) await wait(500);
  if (slack.refused() === 0) return ['nothing was sent to Slack while it was out of order'];
  slack.mend();
  for (let turn = 0; turn < 240 && slack.taken().length === 0; turn += 1) await wait(500);
  await wait(30_000); // Another minute of the deployment's.
  return slack.taken().length === 1 ? differences(slack.taken()) : [`${slack.taken().length} messages came to Slack`];
}

/** Two deployments may begin at once. */
let bundles: Promise<void> | undefined;

/** One server answers S3 to the functions: `read`, so that it also needs the stack's own buckets. */
export async function deployCulprit(
  own: Tenant,
  read: Tenant,
  context: Readonly<Record<string, unknown>>,
  folder: string,
  { parameters = [], shim }: { readonly parameters?: readonly string[]; readonly shim?: string } = {},
): Promise<void> {
  await (bundles ??= buildBundles());
  const assembly = join(folder, 'cdk.out');
  await synthesize(assembly, { account: own.account, region: cast.region }, context);
  await prepareTemplate(join(assembly, 'Culprit.template.json'), shim);
  await cdk(['bootstrap', '--app', assembly], own, folder);
  await cdk(['deploy', '--app', assembly, '--require-approval', 'never', ...parameters], own, folder);
  await copyBuckets(own, read);
}
