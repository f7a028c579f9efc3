import { getMetricStatistics } from '../../../evidence/aws/calls/deployed/cloudwatch';
import { onAnything } from '../../../evidence/permissions';
import type { Place } from '../../../evidence/place';
import { inParallel } from '../../../incident/in-parallel';
import { defineCheck } from '../../check';
import { queueName } from './queue-name';

/** Seconds. Longer than a message waits that is tried again four times. */
const oldest = 3_600;
const anHour = 3_600_000;

export const queueAge = defineCheck({
  id: 'queue-age',
  trouble: 'denials wait in a queue for more than an hour',
  permissions: onAnything('cloudwatch:GetMetricStatistics'),
  alarmedByAws: true,
  applies: ({ stack }) => stack !== undefined,
  look: async ({ place, session, deployment: { stack } }) => {
    const found = await inParallel(stack?.queues ?? [], 5, async (url) => {
      const name = queueName(url);
      const { Datapoints: points = [] } = await getMetricStatistics(place, {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: name }],
        StartTime: new Date(session.now() - anHour),
        EndTime: new Date(session.now()),
        Period: 300,
        Statistics: ['Maximum'],
      });
      const last = points.toSorted((one, other) => timeOf(other) - timeOf(one))[0]?.Maximum ?? 0;
      if (last <= oldest) return [];
      const reader = stack?.mappings.find(({ queue }) => queue?.endsWith(`:${name}`))?.function;
      return [
        {
          text: `the oldest message of \`${name}\` has waited for ${Math.round(last / 60)} minutes: ${reader === undefined ? 'the function that reads it' : `\`${reader}\``} is throttled or fails`,
          command: commandFor(reader, name, place),
        },
      ];
    });
    return found.flat();
  },
});

/** Its log, or which function that is, where the deployment does not say. */
function commandFor(reader: string | undefined, queue: string, { region, account, partition }: Place): string {
  if (reader === undefined)
    return `aws lambda list-event-source-mappings --region ${region} --event-source-arn arn:${partition}:sqs:${region}:${account}:${queue}`;
  const group = `aws lambda get-function-configuration --region ${region} --function-name ${reader} --query LoggingConfig.LogGroup --output text`;
  return `aws logs tail "$(${group})" --region ${region} --since 1h`;
}

const timeOf = ({ Timestamp: time }: { readonly Timestamp?: Date | undefined }): number => time?.getTime() ?? 0;
