/** A situation as it would be without a change: pure, and as sound as what records show of the change. */
import type { Reader, Reading } from '../../../evidence/define';
import type { RecordedChange } from '../../../evidence/changes/types';
import type { EvidenceByLayer } from '../../../decision/types';
import type { AnyLayer } from '../../../layers/define';
import type { Situation } from '../../fixes/fix-case';
import { table } from './table';
import type { CannotUndo, Mode, Reversal, Undone } from './types';

export function undo(
  situation: Situation,
  change: RecordedChange,
  cards: readonly AnyLayer[],
  mode: Mode = 'leave-out',
): Undone {
  const reverse = table[change.eventSource]?.[change.eventName];
  if (reverse === undefined) return notUndone({ code: 'unknown-kind', facts: { eventName: change.eventName } });
  const reversal = reverse(change);
  if ('code' in reversal) return notUndone(reversal);
  const isAtHand = mode === 'leave-out' || reversal.isAtHand?.(situation.evidence) !== false;
  const evidence = !isAtHand ? undefined : revertedEvidence(situation.evidence, { change, reversal, cards, mode });
  const request = reversal.request === undefined ? situation.request : reversal.request(situation.request, mode);
  if (evidence === undefined || request === undefined) {
    const code = mode === 'rewind' ? 'not-as-recorded' : 'not-read';
    return notUndone({ code, facts: { eventName: change.eventName } });
  }
  return { is: 'undone', situation: { request, evidence } };
}

const notUndone = (because: CannotUndo): Undone => ({ is: 'not-undone', because });

interface Reverting {
  readonly change: RecordedChange;
  readonly reversal: Reversal;
  readonly cards: readonly AnyLayer[];
  readonly mode: Mode;
}

/** `undefined`: some reading cannot be reverted. */
function revertedEvidence(evidence: EvidenceByLayer, reverting: Reverting): EvidenceByLayer | undefined {
  let failed = false;
  const layers = Object.entries(evidence).map(([layer, reads]) => {
    const card = reverting.cards.find(({ id }) => id === layer);
    const own = Object.entries(reads).map(([read, readings]) => {
      const reader = card?.reads[read];
      if (reader === undefined) return [read, readings] as const;
      const reverted = Object.entries(readings).map(([target, reading]) => {
        const was = revertedReading(reading, target, reader, reverting);
        failed ||= was === undefined;
        return [target, was ?? reading] as const;
      });
      return [read, Object.fromEntries(reverted)] as const;
    });
    return [layer, Object.fromEntries(own)] as const;
  });
  return failed ? undefined : Object.fromEntries(layers);
}

function revertedReading(
  reading: Reading<unknown>,
  target: string,
  reader: Reader<unknown>,
  { change, reversal, mode }: Reverting,
): Reading<unknown> | undefined {
  // What could not be read now is not known of then either.
  if (reading.status === 'unreadable') return reading;
  const { readAt, ...evidence } = reading;
  const revert = reversal.readings.find(([{ id }]) => id === reader.id)?.[1];
  if (revert !== undefined) {
    const was = revert(evidence, target, mode);
    return was === undefined ? undefined : { ...was, ...(readAt === undefined ? {} : { readAt }) };
  }
  return isDerived(reader, target, change) ? unknownBefore : reading;
}

/** It shows what the call changed in a form that no record has: whether a policy is public, an ACL as it takes effect. */
function isDerived({ changedBy = {} }: Reader<unknown>, target: string, { eventName, sets }: RecordedChange): boolean {
  const named = Object.values(changedBy).some((calls) => calls.includes(eventName));
  return named && sets.some(({ of }) => of[0] === target || of[0] === target.split(/[:/]/).at(-1));
}

const unknownBefore: Reading<unknown> = {
  status: 'unreadable',
  why: 'no-record',
  error: 'it was changed since, and no record shows what it was',
};
