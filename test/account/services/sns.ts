/** Topics, and who is subscribed to them. */
import type { Operations } from '../operation';
import type { Named } from '../policy';
import { errorOf, result } from '../shapes';

export interface SnsAccount {
  /** Topic's ARN → endpoint → whether its owner has confirmed. */
  readonly topics?: Readonly<Record<string, Readonly<Record<string, 'confirmed' | 'pending'>>>>;
}

export interface DescribedSns {
  readonly accounts: Named<SnsAccount>;
}

export const snsOperations: Operations<DescribedSns> = {
  ListSubscriptionsByTopic: {
    emptyPage: result('ListSubscriptionsByTopic', '<Subscriptions/><NextToken>more</NextToken>'),
    answer: ({ awsAccounts, account, input }) => {
      const topic = String(input['TopicArn']);
      const subscriptions = awsAccounts.accounts[account]?.topics?.[topic];
      if (subscriptions === undefined) return errorOf('sns', 'NotFound', 404, 'Topic does not exist');
      const members = Object.entries(subscriptions).map(
        ([endpoint, is]) =>
          `<member><TopicArn>${topic}</TopicArn><Protocol>email</Protocol><Endpoint>${endpoint}</Endpoint><SubscriptionArn>${is === 'confirmed' ? `${topic}:1` : 'PendingConfirmation'}</SubscriptionArn></member>`,
      );
      return result('ListSubscriptionsByTopic', `<Subscriptions>${members.join('')}</Subscriptions>`);
    },
  },
};
