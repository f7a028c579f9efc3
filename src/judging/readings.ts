import type { Reader, Reading } from '../evidence/define';
import type { ReadingsOf, Reads, Subject } from './types';
import type { GatheredEvidence } from './gather';

/** What was gathered for a layer, as its check takes it: one reading per declared read, of this authorization's target. */
export function readingsOf(
  { reads }: { readonly reads: Reads },
  subject: Subject,
  gathered: GatheredEvidence | undefined,
): ReadingsOf<Reads> {
  const known = lookUps.get(reads) ?? lookUpsOf(reads);
  lookUps.set(reads, known);
  return new known(subject, gathered) as unknown as ReadingsOf<Reads>;
}

type LookUps = new (subject: Subject, gathered: GatheredEvidence | undefined) => object;

const lookUps = new WeakMap<Reads, LookUps>();

/** A target may be a long question, so each is made only for a check that takes its reading. */
function lookUpsOf(reads: Reads): LookUps {
  return class Readings {
    readonly #subject: Subject;
    readonly #gathered: GatheredEvidence | undefined;

    constructor(subject: Subject, gathered: GatheredEvidence | undefined) {
      this.#subject = subject;
      this.#gathered = gathered;
    }

    static {
      for (const [name, reader] of Object.entries(reads)) {
        const get = function (this: Readings): Reading<unknown> {
          return readingOf(reader, this.#subject, this.#gathered?.[name]);
        };
        Object.defineProperty(this.prototype, name, { get });
      }
    }
  };
}

function readingOf(
  { target: targetOf }: Reader<unknown>,
  { authorization, request }: Subject,
  readings: GatheredEvidence[string] | undefined,
): Reading<unknown> {
  const target = targetOf(authorization, request);
  if (target === undefined) return { status: 'unreadable', why: 'target-unknown' };
  const isThere = readings !== undefined && Object.hasOwn(readings, target);
  return (isThere ? readings[target] : undefined) ?? { status: 'unreadable', why: 'crashed' };
}
