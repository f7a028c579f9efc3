/** The calls that put the policies of a fix. */
import { defined } from '../../defined';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import type { PolicyChange } from '../fixes/types';
import type { ProposedFix } from '../verdict';

/** In the order in which they are made. Empty: no call alone would do it. */
export function changingCommands(
  { changes }: ProposedFix,
  request: BoundRequest,
  cards: readonly AnyLayer[],
): readonly AwsCommand[] {
  const puts = changes.map((change) => putting(change, request, cards));
  // Half of what was tried proves nothing.
  return puts.includes(undefined) ? [] : eachOnce(puts.filter((put) => put !== undefined));
}

/** A policy of an organization may hang on several of the levels that bind a caller. */
const eachOnce = (commands: readonly AwsCommand[]): readonly AwsCommand[] => [
  ...new Map(commands.map((command) => [JSON.stringify(command), command])).values(),
];

function putting(
  { place: { layer, target }, policy, after }: PolicyChange,
  request: BoundRequest,
  cards: readonly AnyLayer[],
): AwsCommand | undefined {
  const card = cards.find(({ id }) => id === layer);
  const { name, arn, attachedTo } = policy;
  return card?.putPolicy?.({ target, name, document: after, ...defined({ arn, attachedTo }) }, request);
}
