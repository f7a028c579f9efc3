import { Token } from 'aws-cdk-lib';
import type { CulpritProps } from '../props';

/** What is wrong with who is told what, and how often. */
export function noticeProblems(props: CulpritProps): readonly string[] {
  const { sns = true, chatNotifications = false, slackSecretName, webhookSecretName, eventBus } = props;
  const isTold =
    sns || chatNotifications || [slackSecretName, webhookSecretName, eventBus].some((one) => one !== undefined);
  return [
    ...(isTold ? [] : ['nobody is told: leave `sns` on, or set another channel']),
    ...wholeNumber('messagesPerHour', props.messagesPerHour, 2, 1000),
    ...wholeNumber('digestHour', props.digestHour, 0, 23),
    ...(eventBus === undefined || Token.isUnresolved(eventBus) || /^[\w./-]{1,256}$/.test(eventBus)
      ? []
      : [`\`${eventBus}\` is no name of an event bus: set \`eventBus\` to a name, not to an ARN`]),
    ...routingProblems(props),
    ...silenceProblems(props),
  ];
}

const wholeNumber = (prop: string, value: number | undefined, least: number, most: number): readonly string[] =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ? []
    : [`\`${prop}\` is a whole number from ${least} to ${most}`];

function routingProblems({ routing }: CulpritProps): readonly string[] {
  if (routing === undefined) return [];
  const values = Object.keys(routing.slackSecretNames);
  return [
    ...(routing.tag === '' ? ['`routing.tag` is empty: set it to the name of a tag, such as `team`'] : []),
    ...(values.length === 0 ? ['`routing.slackSecretNames` names no channel'] : []),
    ...values
      .filter((value) => !/^[\w.-]{1,100}$/.test(value))
      .map((value) => `\`${value}\` in \`routing.slackSecretNames\`: use letters, digits and \`._-\``),
  ];
}

/** Lambda takes 4 KB of environment. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const longestSilences = 2500;

function silenceProblems({ silences = [] }: CulpritProps): readonly string[] {
  if (!Array.isArray(silences)) return ['`silences` is a list: keep the file with `culprit silence`'];
  const incomplete = silences.filter(
    ({ id, owner, reason, until, match }) =>
      [id, owner, reason, until].some((one) => typeof one !== 'string' || one === '') || typeof match !== 'object',
  );
  return [
    ...incomplete.map(({ id }) => `silence \`${id}\` needs an \`owner\`, a \`reason\`, an \`until\` and a \`match\``),
    ...(JSON.stringify(silences).length > longestSilences
      ? [`the silences have more than ${longestSilences} characters: remove those that ended, or join some with \`*\``]
      : []),
  ];
}
