/** The calls that put the policies of a fix. */
import { defined } from '../../defined';
import type { AwsCommand, PolicyToPut } from '../../judging/commands/aws-command';
import { noResource, type InfrastructureResource } from '../../judging/infrastructure/resource';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import type { PolicyChange } from '../fixes/types';
import type { ProposedFix } from '../verdict';
import { byWhoIsLeft } from './who-is-left';

/** In the order in which they are made. Empty: no call alone would do it. */
export function changingCommands(
  { changes, notes }: ProposedFix,
  request: BoundRequest,
  cards: readonly AnyLayer[],
): readonly AwsCommand[] {
  // Whose keys became public has more to do first.
  if (notes.some(({ code }) => code === 'quarantine')) return [];
  const puts = changes.map((change) => callsOf(change, request, cards));
  // Half of what was tried proves nothing.
  return puts.some(({ length }) => length === 0) ? [] : byWhoIsLeft(eachOnce(puts.flat()), notes, request);
}

/** A policy of an organization may hang on several of the levels that bind a caller. */
const eachOnce = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];

function callsOf(change: PolicyChange, request: BoundRequest, cards: readonly AnyLayer[]): readonly AwsCommand[] {
  const card = cards.find(({ id }) => id === change.place.layer);
  return card?.putPolicy?.(putting(change), request) ?? [];
}

/** The same as code. */
export function resourcesOf(
  { changes }: ProposedFix,
  request: BoundRequest,
  cards: readonly AnyLayer[],
): readonly InfrastructureResource[] {
  const resources = changes.flatMap((change) => {
    const card = cards.find(({ id }) => id === change.place.layer);
    return card?.policyResource?.(putting(change), request) ?? noResource;
  });
  return eachOnce(resources);
}

function putting({ place: { target }, policy: { name, arn, attachedTo }, after, edit }: PolicyChange): PolicyToPut {
  return { target, name, document: after, edit, ...defined({ arn, attachedTo }) };
}
