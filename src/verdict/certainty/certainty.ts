import type { AnyLayer } from '../../layers/define';
import type { UngradedCause } from '../causes/causes';
import { driftOf, mayHaveDrifted, mayNotHaveSpread, type DriftCase } from './drift';
import type { Certainty } from '../types';
import type { GradingCase } from './grading-case';
import { mayHaveAskedMore } from './unlogged-headers';
import { mayHaveChangedUnseen, restsOnUnseen } from './untraceable-changes';

/**
 * How sure a cause is. *proven*: AWS's text names the policy type (and the ARN, where it gives one), or its own evaluation the
 * gate (and the statement), and ours finds the same · *established*: by evaluation alone, and no unknown, assumption or drift could change it · *by-elimination*: nothing
 * else can have denied it · *possible*: the rest.
 */
export function certaintyOf(cause: UngradedCause, card: AnyLayer, drift: GradingCase): Certainty {
  const { request } = drift;
  const authorization = request.authorizations[cause.block.authorization];
  if (authorization === undefined || authorization.needed === 'unknown' || authorization.assumptions.length > 0) {
    return 'possible';
  }
  if (!isVerified(cause, card) || drift.answeredOtherwise(cause)) return 'possible';
  if (cause.outcome === 'unknown') return eliminationHolds(drift, card) ? 'by-elimination' : 'possible';
  const drifted = mayHaveDrifted(drift, card, authorization);
  if (drift.agreed(cause)) {
    // What a layer takes from AWS's words alone is no second witness.
    return touchedSince(drift, card) || !wasRead(drift, card) ? 'possible' : 'proven';
  }
  if (drift.contradicted) return 'possible';
  // It does not allow, and only where an unknown goes one way need it have.
  if (!blocks(drift, cause)) return eliminationHolds(drift, card) ? 'by-elimination' : 'possible';
  if (drifted || (restsOnUnseen(drift, card, cause) && !eliminationHolds(drift, card))) return 'possible';
  return 'established';
}

const blocks = ({ blockers }: GradingCase, { block }: UngradedCause): boolean =>
  blockers.some(({ layer, authorization }) => layer === block.layer && authorization === block.authorization);

/** Is it known that S3 decides and answers so, by any public source? */
function isVerified({ answer, notes = [] }: UngradedCause, { causes = [], undocumented = [] }: AnyLayer): boolean {
  const shown = [...notes, ...(answer.outcome === 'unknown' ? answer.unknowns : [])].map(({ code }) => code);
  const doubted = [...undocumented, ...causes.filter(({ verified }) => verified === false).map(({ code }) => code)];
  return !shown.some((code) => doubted.includes(code));
}

/** Everybody else was read, nobody else was changed since, and no fact was only assumed. */
function eliminationHolds(drift: GradingCase, suspect: AnyLayer): boolean {
  const assumed = drift.request.authorizations.some(({ assumptions }) => assumptions.length > 0);
  // AWS names a reason that is not this one: what it went by has changed, whatever of it was recorded.
  const whole = !assumed && !drift.contradicted && !mayHaveAskedMore(drift.request);
  return whole && drift.onlySuspect === suspect.id && othersUnchanged(drift, suspect);
}

/** Nothing else that was read can have been different when the request was denied. */
export function othersUnchanged(drift: GradingCase, suspect: AnyLayer): boolean {
  const { request, cards } = drift;
  if (driftOf(drift).is === 'found') return false;
  return cards.every(
    (card) =>
      card.id === suspect.id ||
      (!mayNotHaveSpread(drift, card) &&
        !mayHaveChangedUnseen(drift, card) &&
        request.authorizations.every((one) => !mayHaveDrifted(drift, card, one))),
  );
}

/** A layer without reads that it judges by judges the record itself. */
function wasRead({ evidence }: GradingCase, { id, reads, advice = [] }: AnyLayer): boolean {
  const judged = Object.keys(reads).filter((name) => !advice.includes(name));
  const readings = judged.flatMap((name) => Object.values(evidence[id]?.[name] ?? {}));
  return judged.length === 0 || readings.some(({ status }) => status !== 'unreadable');
}

function touchedSince({ request, ranked, settled }: DriftCase, card: AnyLayer): boolean {
  if (settled.includes(card.id)) return false;
  return ranked.some(
    ({ change, layers }) => layers.includes(card.id) && Date.parse(change.time) > Date.parse(request.time),
  );
}
