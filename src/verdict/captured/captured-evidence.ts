/** The evidence with the policies that AWS used when it denied the request, in place of those that were read after it. */
import type { EvidenceByLayer } from '../../decision/types';
import type { Reading } from '../../evidence/define';
import type { AnyLayer } from '../../layers/define';
import type { CapturedPolicy } from '../../request/aws-evaluation';
import type { BoundRequest } from '../../request/types';
import { capturedTypesOf } from '../causes/evaluated-by-aws';
import { capturedValue, sameDocuments } from './forms';

export interface CapturedEvidence {
  readonly evidence: EvidenceByLayer;
  /** Layers whose policies are known to be those of the denial. */
  readonly settled: readonly string[];
  /** Those of them that were read otherwise, or not at all. */
  readonly replaced: readonly string[];
}

export function withCapturedPolicies(
  request: BoundRequest,
  evidence: EvidenceByLayer,
  cards: readonly AnyLayer[],
): CapturedEvidence {
  const { capturedPolicies = [] } = request;
  return cards.reduce<CapturedEvidence>((so, card) => withCapturedLayer(so, card, request, capturedPolicies), {
    evidence,
    settled: [],
    replaced: [],
  });
}

function withCapturedLayer(
  so: CapturedEvidence,
  card: AnyLayer,
  request: BoundRequest,
  policies: readonly CapturedPolicy[],
): CapturedEvidence {
  const read = card.policies?.read;
  const types = capturedTypesOf(card.saidAs);
  const own = policies.filter(({ type, grantId }) => grantId === undefined && types.includes(type));
  const readings = read === undefined ? {} : (so.evidence[card.id]?.[read] ?? {});
  const targets = Object.entries(readings);
  if (read === undefined || own.length === 0 || targets.length === 0) return so;
  const captured = targets.map(([target, reading]) => ({
    target,
    reading,
    made: madeOf(target, reading, own, request),
  }));
  // A part of the truth is none: what AWS does not show stays as it was read.
  if (captured.some(({ made }) => made === undefined)) return so;
  const settled = [...so.settled, card.id];
  if (captured.every(({ made, reading }) => made === reading)) return { ...so, settled };
  const changed = Object.fromEntries(captured.map(({ target, reading, made }) => [target, made ?? reading]));
  return {
    evidence: { ...so.evidence, [card.id]: { ...so.evidence[card.id], [read]: changed } },
    settled,
    replaced: [...so.replaced, card.id],
  };
}

/** The reading as it was where it is the same; `undefined`: AWS does not show all of it. */
function madeOf(
  target: string,
  reading: Reading<unknown>,
  own: readonly CapturedPolicy[],
  request: BoundRequest,
): Reading<unknown> | undefined {
  const about = own.filter((policy) => isAbout(policy, target));
  if (about.length === 0 || about.some(({ document }) => document === undefined)) return undefined;
  // What nobody could read is made of captured policies only where AWS's checks can be held against it.
  if (reading.status === 'unreadable' && !showsChecks(request)) return undefined;
  const value = capturedValue(about, reading, request);
  if (value === undefined) return undefined;
  const before = reading.status === 'found' ? reading.value : undefined;
  return sameDocuments(before, value) ? reading : { ...readAt(reading), status: 'found', value };
}

const showsChecks = ({ authorizations }: BoundRequest): boolean =>
  authorizations.some(({ evaluation }) => evaluation !== undefined && evaluation.checks.length > 0);

/** AWS says what a resource's policy is attached to; a bucket is asked about by its name. */
const isAbout = ({ type, attachedTo }: CapturedPolicy, target: string): boolean =>
  type !== 'RESOURCE_BASED_POLICY' || attachedTo.some((arn) => arn === target || arn.endsWith(`:::${target}`));

const readAt = ({ readAt: at }: Reading<unknown>) => (at === undefined ? {} : { readAt: at });
