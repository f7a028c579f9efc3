import type { Symptom } from '../types';

/**
 * Which of those that wait come first: a caller, bucket or reason of its own before the hundredth of one storm, more of these
 * before one, and the newest among equals.
 */
export function rarestFirst(symptoms: readonly Symptom[]): readonly Symptom[] {
  const counts = new Map<string, number>();
  for (const name of symptoms.flatMap(namesOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = symptoms.map((symptom) => {
    const own = namesOf(symptom).map((name) => counts.get(name) ?? 0);
    return { symptom, rarity: Math.min(...own), inAll: own.reduce((product, count) => product * count, 1) };
  });
  return ranked
    .toSorted(
      (one, other) =>
        one.rarity - other.rarity ||
        one.inAll - other.inAll ||
        other.symptom.firstSeen - one.symptom.firstSeen ||
        (one.symptom.id < other.symptom.id ? -1 : 1),
    )
    .map(({ symptom }) => symptom);
}

const namesOf = ({ who, place, reason, policyArn = '' }: Symptom): readonly string[] => [
  `who ${who}`,
  `place ${place}`,
  `reason ${reason} ${policyArn}`,
];
