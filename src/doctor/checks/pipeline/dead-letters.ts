import { getQueueAttributes } from '../../../evidence/aws/calls/deployed/sqs';
import { onThingsOfStack } from '../../../evidence/permissions';
import { inParallel } from '../../../incident/in-parallel';
import { defineCheck } from '../../check';
import { queueName } from './queue-name';

export const deadLetters = defineCheck({
  id: 'dead-letters',
  trouble: 'messages lie in a dead-letter queue',
  permissions: onThingsOfStack('DeadLetters')('sqs:GetQueueAttributes'),
  alarmedByAws: true,
  applies: ({ stack }) => stack !== undefined,
  look: async ({ place, deployment: { stack } }) => {
    const found = await inParallel(stack?.deadLetters ?? [], 5, async (url) => {
      const { Attributes: attributes = {} } = await getQueueAttributes(place, {
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages'],
      });
      const count = Number(attributes['ApproximateNumberOfMessages'] ?? 0);
      if (count === 0) return [];
      const name = queueName(url);
      // SQS moves back what a queue gave up; what a rule could not deliver has no queue that it came from.
      const command = /Undelivered/.test(name)
        ? `aws sqs receive-message --region ${place.region} --queue-url ${url} --message-attribute-names All`
        : `aws sqs start-message-move-task --region ${place.region} --source-arn arn:${place.partition}:sqs:${place.region}:${place.account}:${name}`;
      return [{ text: `${count} ${count === 1 ? 'message lies' : 'messages lie'} in \`${name}\``, command }];
    });
    return found.flat();
  },
});
