import { describeRule, listTargetsByRule } from '../../../evidence/aws/calls/deployed/eventbridge';
import { codeOf } from '../../../evidence/aws/failures';
import { onThingsOfStack } from '../../../evidence/permissions';
import type { Place } from '../../../evidence/place';
import { inParallel } from '../../../incident/in-parallel';
import { shellWord } from '../../../report/commands/shell';
import { defineCheck, type Fault } from '../../check';
import type { DeployedRule } from '../../deployment';

export const rules = defineCheck({
  id: 'rules',
  trouble: 'a rule of EventBridge is gone, switched off or leads nowhere, and what it matches is lost',
  permissions: onThingsOfStack('Rules')('events:DescribeRule', 'events:ListTargetsByRule'),
  applies: ({ stack }) => stack !== undefined,
  look: async ({ place, deployment: { stack } }) =>
    (await inParallel(stack?.rules ?? [], 5, (rule) => lookAt(rule, place))).flatMap((one) => one ?? []),
});

async function lookAt({ name: ref, state: wanted }: DeployedRule, place: Place): Promise<Fault | undefined> {
  const [name = '', bus] = ref.split('|').toReversed();
  const on = bus === undefined ? {} : { EventBusName: bus };
  try {
    const [{ State: state = '', EventPattern: pattern }, { Targets: targets = [] }] = await Promise.all([
      describeRule(place, { Name: name, ...on }),
      listTargetsByRule(place, { Rule: name, ...on }),
    ]);
    if (targets.length === 0) return { text: `rule \`${name}\` leads nowhere`, command: redeploy };
    if (state === wanted) return undefined;
    return {
      text: `rule \`${name}\` is ${state === 'DISABLED' ? 'switched off' : `in state ${state}, in which management events that read do not reach it`}`,
      command: commandFor(
        `--region ${place.region} --name ${name}${bus === undefined ? '' : ` --event-bus-name ${bus}`}`,
        wanted,
        pattern,
      ),
    };
  } catch (error) {
    if (codeOf(error) !== 'ResourceNotFoundException') throw error;
    return { text: `rule \`${name}\` is gone`, command: redeploy };
  }
}

/** With the settings of the deployment. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html */
const redeploy = 'npx cdk deploy --revert-drift';

/** `enable-rule` knows the state ENABLED only. */
function commandFor(rule: string, wanted: string, pattern: string | undefined): string {
  if (wanted === 'ENABLED') return `aws events enable-rule ${rule}`;
  const word = shellWord(pattern ?? '');
  return word === undefined || pattern === undefined
    ? redeploy
    : `aws events put-rule ${rule} --state ${wanted} --event-pattern ${word}`;
}
