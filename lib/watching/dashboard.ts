import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  Metric,
  TextWidget,
  type IAlarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { CheckCard } from '../cards';
import type { Things } from './deployment';

export interface DashboardProps {
  readonly alarms: readonly IAlarm[];
  readonly things: Things;
  readonly checks: readonly CheckCard[];
  readonly functions: readonly IFunction[];
  readonly machine: StateMachine;
  /** Reports and alarms are published there. */
  readonly topic: ITopic;
}

const width = 8;
const period = Duration.minutes(5);

/** One page: what is wrong, then the way of a denial from the rules to the report. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, things, checks, functions, machine, topic }: DashboardProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    new CloudWatchDashboard(this, 'Page', {
      dashboardName: stackName,
      widgets: [
        [
          new TextWidget({
            width: 24,
            height: 2,
            markdown: `**What to do**: \`culprit doctor --stack ${stackName}\` prints what is wrong with the command that mends it; docs/runbook.md has an entry for each alarm.`,
          }),
        ],
        [new AlarmStatusWidget({ width: 24, height: 4, title: 'Alarms', alarms: [...alarms] })],
        [
          graph(
            'Events that rules matched',
            things.rules.map(({ ref }) => sum('AWS/Events', 'MatchedEvents', 'RuleName', ref)),
          ),
          graph(
            'Seconds that the oldest message waits',
            things.queues.map((queue) => ofQueue(queue, 'ApproximateAgeOfOldestMessage')),
          ),
          graph(
            'Messages in dead-letter queues',
            things.deadLetters.map((queue) => ofQueue(queue, 'ApproximateNumberOfMessagesVisible')),
          ),
        ],
        [
          graph('Investigations', [
            machine.metricStarted({ period }),
            machine.metricSucceeded({ period }),
            machine.metricFailed({ period }),
          ]),
          graph(
            'Errors of functions',
            functions.map((one) => one.metricErrors({ period })),
          ),
          graph(
            'What the doctor found',
            checks.map(({ id: Check }) => sum('Culprit', 'Findings', 'Check', Check)),
          ),
        ],
        [
          graph(
            'Not understood, not looked at, not taken by a channel',
            ['NotUnderstood', 'ChecksFailed', 'ChannelBroken'].map(own),
          ),
          graph('Self-tests that arrived', [own('SelfTests')]),
          graph('Not delivered by SNS', [sum('AWS/SNS', 'NumberOfNotificationsFailed', 'TopicName', topic.topicName)]),
        ],
      ],
    });
  }
}

const graph = (title: string, left: readonly IMetric[]): GraphWidget =>
  new GraphWidget({ title, left: [...left], width });

const sum = (namespace: string, metricName: string, dimension: string, value: string): Metric =>
  new Metric({ namespace, metricName, dimensionsMap: { [dimension]: value }, statistic: 'sum', period, label: value });

const own = (metricName: string): Metric =>
  new Metric({ namespace: 'Culprit', metricName, statistic: 'sum', period, label: metricName });

const ofQueue = (queue: CfnQueue, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queue.attrQueueName },
    statistic: 'max',
    period,
  });
