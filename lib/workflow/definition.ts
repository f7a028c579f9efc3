/** The state machine as data, in JSONPath: what the console shows is what stands here. */

/** ARNs of the functions. */
export interface StepArns {
  readonly resolve: string;
  readonly recentChanges: string;
  readonly conclude: string;
  readonly report: string;
}

type State = Readonly<Record<string, unknown>>;

/**
 * resolve → every layer in parallel → recent-changes → conclude → report. Whatever fails, the report step posts what is
 * known; when it fails itself, so does the execution, and a rule posts that.
 */
export function definitionOf(steps: StepArns, layers: ReadonlyMap<string, string>): State {
  return {
    Comment: 'Culprit: one investigation of a denied S3 request',
    StartAt: 'resolve',
    States: {
      resolve: task(
        steps.resolve,
        { Parameters: request, ResultPath: '$.resolved', ...catching('resolve failed') },
        'layers',
      ),
      'resolve failed': failed('resolve'),
      layers: {
        Type: 'Parallel',
        Parameters: run,
        Branches: [...layers].map(([layer, arn]) => branchOf(layer, arn)),
        ResultPath: '$.findings',
        ...catching('layers failed'),
        Next: 'recent-changes',
      },
      'layers failed': failed('layers'),
      'recent-changes': task(
        steps.recentChanges,
        { Parameters: run, ResultPath: '$.changes', ...catching('recent-changes failed') },
        'conclude',
      ),
      // No reason to stop: that changes were not looked for is one more unknown of the verdict.
      'recent-changes failed': {
        Type: 'Pass',
        Parameters: { ...request, 'findings.$': '$.findings', changes: { 'error.$': '$.caught.Error' } },
        Next: 'conclude',
      },
      conclude: task(
        steps.conclude,
        { Parameters: run, ResultPath: '$.concluded', ...catching('conclude failed') },
        'report',
      ),
      'conclude failed': failed('conclude'),
      report: task(steps.report, { Retry: [...retry, ...retryDelivery] }, undefined),
    },
  };
}

/** Evidence lies in the run folder: the name of the run leads to it. */
const run = { 'run.$': '$.run' };
const request = { ...run, 'request.$': '$.request' };

/** Only failures of Lambda itself get better by waiting; the SDK has already retried what AWS throttled. */
const retry = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 2,
    MaxDelaySeconds: 20,
    JitterStrategy: 'FULL',
  },
];

/** Slack may be back in a moment; what has arrived elsewhere is not posted again. */
const retryDelivery = [
  { ErrorEquals: ['SlackDeliveryError'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 3, JitterStrategy: 'FULL' },
];

function task(arn: string, more: State, next: string | undefined): State {
  return {
    Type: 'Task',
    Resource: arn,
    TimeoutSeconds: 90,
    Retry: retry,
    ...more,
    ...(next === undefined ? { End: true } : { Next: next }),
  };
}

const catching = (next: string): State => ({
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: next }],
});

/** The cause is long and may quote the event; the error's name is enough here, the logs have the rest. */
function failed(step: string): State {
  return {
    Type: 'Pass',
    Parameters: { ...request, failure: { step, 'error.$': '$.caught.Error' } },
    Next: 'report',
  };
}

/** A layer that fails is an unknown finding, never the end. */
function branchOf(layer: string, arn: string): State {
  const broken = `${layer} failed`;
  return {
    StartAt: layer,
    States: {
      [layer]: task(arn, catching(broken), undefined),
      [broken]: {
        Type: 'Pass',
        Parameters: { layer, outcome: 'unknown', 'error.$': '$.caught.Error' },
        End: true,
      },
    },
  };
}
