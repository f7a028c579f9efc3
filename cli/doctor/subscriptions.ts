/** Whether anybody gets reports and alarms. */
import { listSubscriptionsByTopic } from '../../src/evidence/aws/calls/sns';
import { allPages } from '../../src/evidence/aws/pages';
import type { Place } from '../../src/evidence/place';
import type { Finding } from './findings';

export async function subscriptionFindings(place: Place, topicArn: string): Promise<readonly Finding[]> {
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
      check: 'subscription',
      text: `${why}: reports and alarms go to nobody`,
      command: `aws sns subscribe --region ${place.region} --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS`,
    },
  ];
}
