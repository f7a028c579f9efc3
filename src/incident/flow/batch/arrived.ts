/** The denials of a batch, by symptom, with the few of each that may be looked at. */
import type { KeptRecord, Symptom } from '../../types';
import type { SymptomParts } from '../../../request/denials/symptom';
import type { Counted } from '../../counting/pages';
import { errorName } from '../../../error-name';
import { pairOf } from '../pair';
import type { Denial, Ports } from '../ports';

/** A denial of a batch, as far as it has to be looked at. */
export interface Arrived extends Counted {
  /** The queue's id: the message comes again if what it brought could not be taken in. */
  readonly message: string;
  readonly parts: SymptomParts;
  /** Parsed and redacted: only asked of what will be investigated. */
  readonly denial: () => Denial;
}

export interface Group {
  readonly id: string;
  parts: SymptomParts;
  readonly arrived: Arrived[];
  /** The first few of each service. */
  readonly samples: Map<string, Arrived[]>;
}

/** S3's and KMS's record of one call are found among so many. */
const mostSamples = 3;

export function bySymptom(arrived: readonly Arrived[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of arrived) {
    let group = groups.get(one.symptom);
    if (group === undefined) {
      groups.set(one.symptom, (group = { id: one.symptom, parts: one.parts, arrived: [], samples: new Map() }));
    }
    // A stranger to one account of ours is none to that of its own: one such copy is enough.
    else if (one.parts.stranger !== true) group.parts = one.parts;
    group.arrived.push(one);
    const samples = group.samples.get(one.service);
    if (samples === undefined) group.samples.set(one.service, [one]);
    else if (samples.length < mostSamples) samples.push(one);
  }
  return [...groups.values()];
}

/** As it is before it has a place. */
export function symptomOf({ id, parts, arrived }: Group, records: readonly KeptRecord[]): Symptom {
  const firstSeen = arrived.reduce((first, { time }) => Math.min(first, time), Number.MAX_SAFE_INTEGER);
  return {
    id,
    ...parts,
    firstSeen,
    attempts: 0,
    state: { is: 'waiting', why: 'over-budget', since: firstSeen },
    records,
  };
}

/** S3's and KMS's record of one call, if there is such a pair; else the first of each. */
export function denialsOf({ id, samples }: Group, { note }: Ports): readonly Denial[] {
  const parsed: Denial[] = [];
  for (const { denial } of [...samples.values()].flat()) {
    try {
      parsed.push(denial());
    } catch (error) {
      note({ event: 'not-parsed', symptom: id, error: errorName(error) });
    }
  }
  return pairOf(parsed);
}
