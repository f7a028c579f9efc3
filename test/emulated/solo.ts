/** Culprit deployed to ministack for one account, with Slack out of order at first: the cases that need it share it. */
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { seedStory } from '../../demo/story/seed';
import { quickClock, type Clock } from './clock';
import { clientOf, readsFrom, subscribedQueue, type Tenant } from './deployment';
import { deployCulprit } from './deploy-culprit';
import { startMinistack, type Moto } from './servers';
import { startSlack, type Slack } from './slack';

export interface Solo {
  readonly own: Tenant;
  /** What the functions read. */
  readonly moto: Moto;
  readonly seeded: cast.Cast;
  readonly slack: Slack;
  readonly clock: Clock;
  /** Receives what is published to the topic. */
  readonly queue: string;
  readonly stop: () => Promise<void>;
}

export async function deploySolo(python: string, moto: Moto): Promise<Solo> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-solo-'));
  await moto.reset(1);
  const seeded = await seedStory(moto.endpoint);
  const [slack, clock] = [await startSlack(), quickClock()];
  const environment = { ...readsFrom(moto.endpoint), ...slack.environment, ...clock.environment };
  const ministack = await startMinistack(python, cast.account, environment);
  const own: Tenant = { aws: ministack, account: cast.account };
  const stop = async () => {
    await ministack.stop();
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const secret = { Name: slackSecret, SecretString: 'https://hooks.slack.com/services/T0/B0/example' };
    await new SecretsManagerClient(clientOf(own)).send(new CreateSecretCommand(secret));
    const context = { ...deploymentContext, 'culprit:slackSecretName': slackSecret };
    const shims = [clock.shim, slack.shim];
    await deployCulprit(own, { aws: moto, account: cast.account }, context, folder, { shims });
    const queue = await subscribedQueue(own);
    ministack.startSchedules();
    return { own, moto, seeded, slack, clock, queue, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const slackSecret = 'culprit/slack';
