import { listSubscriptionsByTopic } from '../../../evidence/aws/calls/deployed/sns';
import { allPages } from '../../../evidence/aws/pages';
import { onThingsOfStack } from '../../../evidence/permissions';
import { defineCheck } from '../../check';

export const subscription = defineCheck({
  id: 'subscription',
  trouble: 'nobody has confirmed a subscription to the topic, and reports and alarms go to nobody',
  permissions: onThingsOfStack('Topic')('sns:ListSubscriptionsByTopic'),
  applies: ({ topicArn }) => topicArn !== undefined,
  look: async ({ place, deployment: { topicArn = '' } }) => {
    const subscriptions = await allPages(async (NextToken) => {
      const answer = await listSubscriptionsByTopic(place, { TopicArn: topicArn, NextToken });
      return { items: answer.Subscriptions, next: answer.NextToken };
    });
    // An address that has not confirmed gets nothing, and is forgotten after 48 hours.
    if (subscriptions.some(({ SubscriptionArn: arn = '' }) => arn.startsWith('arn:'))) return [];
    const pending = subscriptions.find(({ SubscriptionArn: arn }) => arn === 'PendingConfirmation')?.Endpoint;
    const why = pending === undefined ? 'nobody is subscribed' : `\`${pending}\` has not confirmed its subscription`;
    return [
      {
        text: `${why}: reports and alarms go to nobody`,
        command: `aws sns subscribe --region ${place.region} --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS`,
      },
    ];
  },
});
