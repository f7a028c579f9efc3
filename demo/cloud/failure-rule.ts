/** What EventBridge posts to topics when an execution fails: the rules of the template that look for that. */
import type { Publication } from './services';
import type { DeployedTemplate } from './template';

export interface FailedExecution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
}

export function postsOnFailure(template: DeployedTemplate, execution: FailedExecution): readonly Publication[] {
  const event = statusChange(execution);
  return template.ofType('AWS::Events::Rule').flatMap(({ properties }) => {
    const pattern = properties['EventPattern'] as Pattern | undefined;
    if (pattern?.source?.includes('aws.states') !== true) return [];
    const { status, stateMachineArn } = pattern.detail ?? {};
    if (!(status ?? []).includes('FAILED') || !(stateMachineArn ?? []).includes(execution.stateMachineArn)) return [];
    const targets = (properties['Targets'] ?? []) as readonly Target[];
    return targets
      .filter(({ Arn }) => Arn.includes(':sns:'))
      .map((target) => ({ topicArn: target.Arn, subject: '', message: messageFor(target, event) }));
  });
}

interface Pattern {
  readonly source?: readonly string[];
  readonly detail?: { readonly status?: readonly string[]; readonly stateMachineArn?: readonly string[] };
}
interface Target {
  readonly Arn: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function statusChange({ arn, name, stateMachineArn }: FailedExecution) {
  return {
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    detail: { executionArn: arn, name, stateMachineArn, status: 'FAILED' },
  };
}

function messageFor({ InputTransformer: transformer }: Target, event: object): string {
  if (transformer === undefined) return JSON.stringify(event);
  const text = transformer.InputTemplate.replace(/<([\w-]+)>/g, (_, name: string) =>
    valueAt(event, transformer.InputPathsMap?.[name] ?? ''),
  );
  // A template that is JSON text gives the text.
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

function valueAt(event: object, path: string): string {
  const value = path
    .split('.')
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], event);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
