/** Deploys the synthesized template to ministack: the records of one denial on its bus must give one message at its topic. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { deniedEvents, said } from '../../demo/story/events';
import { seedStory } from '../../demo/story/seed';
import { buildBundles, synthesize } from '../../demo/synthesize';
import {
  cdk,
  copyBuckets,
  differences,
  enableRules,
  messagesAt,
  putEvents,
  readsFrom,
  subscribedQueue,
  type Tenant,
} from './deployment';
import { startMinistack, type Moto } from './servers';

/** What differs from the expectation, as sentences. */
export async function tryWorkflow(python: string, moto: Moto): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-workflow-'));
  await moto.reset(1);
  const seeded = await seedStory(moto.endpoint);
  const ministack = await startMinistack(python, cast.account, readsFrom(moto.endpoint));
  const own: Tenant = { aws: ministack, account: cast.account };
  try {
    await deployCulprit(own, { aws: moto, account: cast.account }, deploymentContext, folder);
    const queue = await subscribedQueue(own);
    const { s3, kms } = deniedEvents(seeded, said.nothing());
    await putEvents(own, [s3, kms]);
    const problems = differences(await messagesAt(own, queue));
    return problems.length === 0 ? [] : [...problems, ministack.log().slice(-6000)];
  } finally {
    await ministack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One server answers S3 to the functions: `read`, so that it also needs the stack's own buckets. */
export async function deployCulprit(
  own: Tenant,
  read: Tenant,
  context: Readonly<Record<string, unknown>>,
  folder: string,
  parameters: readonly string[] = [],
): Promise<void> {
  await buildBundles();
  const assembly = join(folder, 'cdk.out');
  await synthesize(assembly, { account: own.account, region: cast.region }, context);
  await enableRules(join(assembly, 'Culprit.template.json'));
  await cdk(['bootstrap', '--app', assembly], own, folder);
  await cdk(['deploy', '--app', assembly, '--require-approval', 'never', ...parameters], own, folder);
  await copyBuckets(own, read);
}
