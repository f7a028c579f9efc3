/** The channels of a deployment, as the stack configures them: plain JSON. */
import type { Channel } from './channel';
import { eventBridgeChannel } from './eventbridge';
import { slackChannel } from './slack';
import { snsChannel } from './sns';
import { webhookChannel } from './webhook';

export type ChannelSetting =
  | { readonly is: 'sns' | 'chat'; readonly id: string; readonly topicArn: string }
  | { readonly is: 'slack' | 'webhook'; readonly id: string; readonly secretId: string }
  | { readonly is: 'eventbridge'; readonly id: string; readonly bus: string };

export function channelOf(setting: ChannelSetting): Channel {
  switch (setting.is) {
    case 'sns':
      return snsChannel({ ...setting, form: 'text' });
    case 'chat':
      return snsChannel({ ...setting, form: 'chat' });
    case 'slack':
      return slackChannel(setting);
    case 'webhook':
      return webhookChannel(setting);
    case 'eventbridge':
      return eventBridgeChannel(setting);
  }
}
