import { getMetricStatistics } from '../../../evidence/aws/calls/deployed/cloudwatch';
import { onAnything } from '../../../evidence/permissions';
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
      return [
        {
          text: `the oldest message of \`${name}\` has waited for ${Math.round(last / 60)} minutes: intake is throttled or fails`,
          command: `aws logs tail "$(aws lambda get-function-configuration --region ${place.region} --function-name ${stack?.name ?? ''}-intake --query LoggingConfig.LogGroup --output text)" --region ${place.region} --since 1h`,
        },
      ];
    });
    return found.flat();
  },
});

const timeOf = ({ Timestamp: time }: { readonly Timestamp?: Date | undefined }): number => time?.getTime() ?? 0;
