/**
 * The hub of an organization in one account and its spoke in another, both on ministack: a denial on the spoke's own bus must give
 * one message at the hub's topic, about what the hub has read in the spoke. That the spoke's account is of the organization, it
 * learns by the event. Not shown: the policy of the hub's bus, the role that forwards, and another Region, for which ministack has
 * no rules that deliver.
 */
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { deniedEvents, said } from '../../demo/story/events';
import { seedStory } from '../../demo/story/seed';
import { quickClock } from './clock';
import { deployCulprit } from './deploy-culprit';
import {
  enabled,
  differences,
  messagesAt,
  putEvents,
  query,
  readsFrom,
  subscribedQueue,
  type Tenant,
} from './deployment';
import { happened } from './happened';
import { startMinistack, type Moto } from './servers';

const hubAccount = '555566667777';
const externalId = 'an-external-id';

/** What differs from the expectation, as sentences. */
export async function tryHub(python: string, moto: Moto): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-hub-'));
  await moto.reset(1);
  const seeded = await seedStory(moto.endpoint);
  const clock = quickClock();
  const ministack = await startMinistack(python, hubAccount, { ...readsFrom(moto.endpoint), ...clock.environment });
  const hub: Tenant = { aws: ministack, account: hubAccount };
  const spoke: Tenant = { aws: ministack, account: cast.account };
  try {
    const context = { ...deploymentContext, 'culprit:spokes': 'o-exampleorgid' };
    const parameters = ['--parameters', `ExternalId=${externalId}`];
    await deployCulprit(hub, { aws: moto, account: hubAccount }, context, folder, { parameters, shims: [clock.shim] });
    await createSpoke(spoke);
    const queue = await subscribedQueue(hub);
    ministack.startSchedules();
    const { s3, kms } = deniedEvents(seeded, said.nothing());
    await putEvents(
      spoke,
      [s3, kms].map((event) => happened(event, clock.now())),
    );
    const problems = differences(await messagesAt(hub, queue));
    return problems.length === 0 ? [] : [...problems, ministack.log().slice(-6000)];
  } finally {
    await ministack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As a StackSet makes it: from the template alone. */
async function createSpoke(spoke: Tenant): Promise<void> {
  const template = join(__dirname, '../../examples/spoke/account.template.json');
  const parameters = {
    HubEventBus: `arn:aws:events:${cast.region}:${hubAccount}:event-bus/Culprit-spokes`,
    ExternalId: externalId,
    ReaderRegion: cast.region,
  };
  await query(spoke, 'cloudformation', {
    Action: 'CreateStack',
    Version: '2010-05-15',
    StackName: 'culprit-spoke',
    TemplateBody: enabled(await readFile(template, 'utf8')),
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    ...Object.fromEntries(
      Object.entries(parameters).flatMap(([name, value], at) => [
        [`Parameters.member.${at + 1}.ParameterKey`, name],
        [`Parameters.member.${at + 1}.ParameterValue`, value],
      ]),
    ),
  });
}
