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
  return puts.some(({ length }) => length === 0) ? [] : eachOnce(puts.flat());
}

/** A policy of an organization may hang on several of the levels that bind a caller. */
const eachOnce = (commands: readonly AwsCommand[]): readonly AwsCommand[] => [
  ...new Map(commands.map((command) => [JSON.stringify(command), command])).values(),
];

function putting(
  { place: { layer, target }, policy, after, edit }: PolicyChange,
  request: BoundRequest,
  cards: readonly AnyLayer[],
): readonly AwsCommand[] {
  const card = cards.find(({ id }) => id === layer);
  const { name, arn, attachedTo } = policy;
  const put = { target, name, document: after, edit, ...defined({ arn, attachedTo }) };
  return card?.putPolicy?.(put, request) ?? [];
}
