/** A deployed stack, as far as the doctor asks about it: rules, queues, what reads them, and functions. */
import type { Operations } from '../operation';
import type { Named } from '../policy';
import { errorOf, json } from '../shapes';

export interface DeploymentAccount {
  readonly rules?: Named<{
    /** @default ENABLED */
    readonly state?: string;
    readonly pattern?: object;
    /** @default 1 */
    readonly targets?: number;
  }>;
  /** By the queue's name. */
  readonly queues?: Named<{ readonly messages?: number; /** Seconds. */ readonly oldest?: number }>;
  /** UUID → state. */
  readonly mappings?: Named<string>;
  /** Function → its environment. */
  readonly functions?: Named<Named<string>>;
}

export interface DescribedDeployment {
  readonly accounts: Named<DeploymentAccount>;
}

const notFound = (service: string) => errorOf(service, 'ResourceNotFoundException', service === 'lambda' ? 404 : 400);

const ruleOperations: Operations<DescribedDeployment> = {
  DescribeRule: {
    action: 'events:DescribeRule',
    answer: ({ awsAccounts, account, input }) => {
      const rule = awsAccounts.accounts[account]?.rules?.[String(input['Name'])];
      if (rule === undefined) return notFound('eventbridge');
      const { state = 'ENABLED', pattern } = rule;
      return json({
        Name: input['Name'],
        State: state,
        ...(pattern === undefined ? {} : { EventPattern: JSON.stringify(pattern) }),
      });
    },
  },
  ListTargetsByRule: {
    action: 'events:ListTargetsByRule',
    answer: ({ awsAccounts, account, input }) => {
      const rule = awsAccounts.accounts[account]?.rules?.[String(input['Rule'])];
      if (rule === undefined) return notFound('eventbridge');
      const targets = Array.from({ length: rule.targets ?? 1 }, (_, at) => ({ Id: `Target${at}`, Arn: `arn:${at}` }));
      return json({ Targets: targets });
    },
  },
};

const queueOperations: Operations<DescribedDeployment> = {
  GetQueueAttributes: {
    answer: ({ awsAccounts, account, input }) => {
      const name = String(input['QueueUrl']).split('/').at(-1) ?? '';
      const queue = awsAccounts.accounts[account]?.queues?.[name];
      if (queue === undefined) return errorOf('sqs', 'QueueDoesNotExist', 400);
      return json({ Attributes: { ApproximateNumberOfMessages: String(queue.messages ?? 0) } });
    },
  },
};

const metricOperations: Operations<DescribedDeployment> = {
  GetMetricStatistics: {
    answer: ({ awsAccounts, account, input }) => {
      const [dimension] = (input['Dimensions'] ?? []) as readonly { readonly Value?: string }[];
      const oldest = awsAccounts.accounts[account]?.queues?.[dimension?.Value ?? '']?.oldest;
      // The last of the datapoints counts, in whatever order they come.
      const points =
        oldest === undefined ? [] : [oldest, 99_999].map((Maximum, at) => ({ Maximum, Timestamp: 2e9 - at }));
      return json({ Label: 'age', Datapoints: points });
    },
  },
};

const lambdaOperations: Operations<DescribedDeployment> = {
  GetEventSourceMapping: {
    answer: ({ awsAccounts, account, input }) => {
      const state = awsAccounts.accounts[account]?.mappings?.[String(input['UUID'])];
      return state === undefined ? notFound('lambda') : json({ UUID: input['UUID'], State: state });
    },
  },
  GetFunctionConfiguration: {
    answer: ({ awsAccounts, account, input }) => {
      const variables = awsAccounts.accounts[account]?.functions?.[String(input['FunctionName'])];
      return variables === undefined ? notFound('lambda') : json({ Environment: { Variables: variables } });
    },
  },
  Invoke: { action: 'lambda:InvokeFunction', answer: () => notFound('lambda') },
};

export const deploymentOperations: Readonly<Record<string, Operations<DescribedDeployment>>> = {
  eventbridge: ruleOperations,
  sqs: queueOperations,
  cloudwatch: metricOperations,
  lambda: lambdaOperations,
};
