import { inParallel } from '../../../incident/in-parallel';
import type { ChannelSetting } from '../../../delivery/channels/configured';
import { defineCheck } from '../../check';

/** Without a message that anybody sees. */
export const channels = defineCheck({
  id: 'channels',
  trouble: 'a channel would take no message: its webhook is revoked, or its secret is gone',
  // Each secret by its own statement, as for whoever sends.
  permissions: [],
  asDeployed: true,
  applies: ({ stack }) => (stack?.channels ?? []).length > 0,
  look: async ({ channels: all, place, deployment: { stack } }) => {
    const found = await inParallel(all, 5, async (channel) => ({ channel, life: await channel.alive() }));
    return found.flatMap(({ channel, life }) => {
      if (life.is !== 'dead') return [];
      const setting = stack?.channels.find(({ id }) => id === channel.id);
      return [
        { text: `channel \`${channel.id}\` takes no message: ${life.why}`, command: commandFor(setting, place.region) },
      ];
    });
  },
});

function commandFor(setting: ChannelSetting | undefined, region: string): string {
  return setting !== undefined && 'secretId' in setting
    ? `aws secretsmanager put-secret-value --region ${region} --secret-id ${setting.secretId} --secret-string file://webhook.txt`
    : 'npx cdk deploy --revert-drift';
}
