import { Stack } from 'aws-cdk-lib';
import type { Permission } from '../../src/evidence/define';
import type { CheckCard } from '../cards';
import type { Described, Things } from './deployment';

/** What checks declare, on the rules, queues and topic of this stack. */
export function rightsOf(checks: readonly CheckCard[], described: Described): readonly Permission[] {
  const arns = arnsOf(described);
  return checks
    .flatMap(({ permissions }) => permissions)
    .flatMap(({ action, resource }) => (arns[resource] ?? [resource]).map((arn) => ({ action, resource: arn })));
}

function arnsOf({ things, topic }: Described): Readonly<Record<string, readonly string[]>> {
  return {
    '${Rules}': things.rules.map(({ attrArn }) => attrArn),
    '${DeadLetters}': things.deadLetters.map(({ attrArn }) => attrArn),
    '${Mappings}': mappingArns(things),
    '${Topic}': [topic.topicArn],
  };
}

const mappingArns = ({ mappings }: Things): readonly string[] =>
  mappings.map((mapping) => {
    const { partition, region, account } = Stack.of(mapping);
    return `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${mapping.ref}`;
  });
