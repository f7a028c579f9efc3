/** The state machine as data, in JSONPath: what the console shows is what stands here. */

/** ARNs of the functions. */
export interface StepArns {
  readonly resolve: string;
  readonly recentChanges: string;
  readonly conclude: string;
  readonly incident: string;
  readonly report: string;
}

type State = Readonly<Record<string, unknown>>;

/**
 * resolve → every layer that has something to read, side by side → a turn at CloudTrail → recent-changes → conclude → incident → report, where there
 * is something to tell. What fails for a moment is retried by its name. Whatever else fails, the incident step frees the
 * symptom and the report step stores what is known, to be sent; when that fails itself, so does the execution, and a rule
 * posts that.
 * `transient`: names of errors that get better by waiting.
 */
export function definitionOf(
  steps: StepArns,
  layers: ReadonlyMap<string, string>,
  transient: readonly string[],
): State {
  const retry = [{ ErrorEquals: [...transient], ...patiently }];
  const task = taskWith(retry);
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
      // Conclude knows all of those that read nothing, without a step.
      layers: {
        Type: 'Map',
        ItemsPath: '$.resolved.layers',
        ItemSelector: { ...run, 'layer.$': '$$.Map.Item.Value' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'which layer',
          States: {
            'which layer': {
              Type: 'Choice',
              Choices: [...layers.keys()].map((id) => ({ Variable: '$.layer', StringEquals: id, Next: id })),
            },
            ...Object.assign({}, ...[...layers].map(([id, arn]) => layerStates(id, arn, task))),
          },
        },
        ResultPath: '$.findings',
        ...catching('layers failed'),
        Next: 'turn at CloudTrail',
      },
      // AWS answers two look-ups a second, to all executions together.
      'turn at CloudTrail': { Type: 'Wait', TimestampPath: '$.resolved.lookUpFrom', Next: 'recent-changes' },
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
        'incident',
      ),
      'conclude failed': failed('conclude'),
      incident: task(steps.incident, { ResultPath: '$.filed', ...catching('incident failed') }, 'is there news'),
      // Rather a second message than none.
      'incident failed': {
        Type: 'Pass',
        Parameters: { ...request, filed: { 'error.$': '$.caught.Error' } },
        Next: 'report',
      },
      'is there news': {
        Type: 'Choice',
        Choices: [{ Variable: '$.filed.notice', StringEquals: 'none', Next: 'no news' }],
        Default: 'report',
      },
      'no news': { Type: 'Succeed' },
      report: task(steps.report, { Parameters: { 'execution.$': '$$.Execution.Id', 'state.$': '$' } }, undefined),
    },
  };
}

/** Evidence lies in the run folder: the name of the run leads to it. */
const run = { 'run.$': '$.run' };
const request = { ...run, 'request.$': '$.request', 'symptom.$': '$.symptom' };

const patiently = { IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 2, MaxDelaySeconds: 20, JitterStrategy: 'FULL' };

type MakeTask = (arn: string, more: State, next: string | undefined) => State;

const taskWith =
  (retry: readonly State[]): MakeTask =>
  (arn, more, next) => ({
    Type: 'Task',
    Resource: arn,
    TimeoutSeconds: 90,
    Retry: retry,
    ...more,
    ...(next === undefined ? { End: true } : { Next: next }),
  });

const catching = (next: string): State => ({
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: next }],
});

/** The cause is long and may quote the event; the error's name is enough here, the logs have the rest. */
function failed(step: string): State {
  return {
    Type: 'Pass',
    Parameters: { ...request, failure: { step, 'error.$': '$.caught.Error' } },
    Next: 'incident',
  };
}

/** A layer that fails is an unknown finding, never the end. */
function layerStates(layer: string, arn: string, task: MakeTask): Readonly<Record<string, State>> {
  const broken = `${layer} failed`;
  return {
    [layer]: task(arn, catching(broken), undefined),
    [broken]: {
      Type: 'Pass',
      Parameters: { layer, outcome: 'unknown', 'error.$': '$.caught.Error' },
      End: true,
    },
  };
}
