import * as sns from '@aws-sdk/client-sns';
import type { Place } from '../../../place';
import { call, clientFor } from '../../client';

const snsAt = /* @__PURE__ */ clientFor('sns', (config) => new sns.SNSClient(config));

export const listSubscriptionsByTopic = (place: Place, input: sns.ListSubscriptionsByTopicCommandInput) =>
  call('sns:ListSubscriptionsByTopic', () => snsAt(place).send(new sns.ListSubscriptionsByTopicCommand(input)));
