/** The calls that put the policies of a fix. */
import { defined } from '../../defined';
import type { Decision, EvidenceByLayer } from '../../decision/types';
import type { AwsCommand, PolicyToPut } from '../../judging/commands/aws-command';
import { noResource, type InfrastructureResource } from '../../judging/infrastructure/resource';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import { documentOf } from '../fixes/policies/drafts';
import { policiesIn } from '../fixes/policies/policies-in-evidence';
import type { PolicyChange } from '../fixes/types';
import type { ProposedFix } from '../verdict';
import { byWhoIsLeft } from './who-is-left';

export interface FixedCase {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly cards: readonly AnyLayer[];
  readonly now: Decision;
}

/** In the order in which they are made. Empty: no call alone would do it. */
export function changingCommands(
  { changes, notes }: ProposedFix,
  { request, evidence, cards }: FixedCase,
): readonly AwsCommand[] {
  // Whose keys became public has more to do first.
  if (notes.some(({ code }) => code === 'quarantine')) return [];
  const puts = changes.map((change) => {
    const card = cards.find(({ id }) => id === change.place.layer);
    return card?.putPolicy?.(putting(change, evidence), request) ?? [];
  });
  // Half of what was tried proves nothing.
  return puts.some(({ length }) => length === 0) ? [] : byWhoIsLeft(eachOnce(puts.flat()), notes, request);
}

/** A policy of an organization may hang on several of the levels that bind a caller. */
const eachOnce = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];

/** The same as code. */
export function resourcesOf(
  { changes }: ProposedFix,
  { request, evidence, cards }: FixedCase,
): readonly InfrastructureResource[] {
  const resources = changes.flatMap((change) => {
    const card = cards.find(({ id }) => id === change.place.layer);
    return card?.policyResource?.(putting(change, evidence), request) ?? noResource;
  });
  return eachOnce(resources);
}

function putting(
  { place: { layer, read, target, path }, policy: { name, arn, attachedTo }, after, edit }: PolicyChange,
  evidence: EvidenceByLayer,
): PolicyToPut {
  const besides = policiesIn(evidence[layer])
    .filter(({ at }) => at.read === read && at.target === target && JSON.stringify(at.path) !== JSON.stringify(path))
    .map(({ policy }) => ({
      name: policy.name,
      document: documentOf(policy.document),
      ...defined({ arn: policy.arn, attachedTo: policy.attachedTo }),
    }));
  return { target, name, document: after, edit, besides, ...defined({ arn, attachedTo }) };
}
