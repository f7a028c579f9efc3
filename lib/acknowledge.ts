import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why a rule of cdk-nag's AwsSolutions is not followed by a construct. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Each resource with a wildcard by itself: one more is a new finding. */
export function acknowledgeWildcards(construct: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources) {
    const reported = asReported(Stack.of(construct).resolve(resource));
    if (reported.includes('*')) acknowledge(construct, `IAM5[Resource::${reported}]`, reason);
  }
}

/** What is known only at deployment, as cdk-nag spells it: `<AWS::AccountId>`, `<Bucket.Arn>`. */
function asReported(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (typeof name === 'string') return `<${name}>`;
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  const [separator, items] = join as readonly [string, readonly unknown[]];
  return items.map(asReported).join(separator);
}
