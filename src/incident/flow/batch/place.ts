/** Where new symptoms begin: under investigation, or waiting. */
import { rarestFirst } from '../../budget/rank';
import type { Symptom, SymptomState } from '../../types';
import { admit } from '../admit';
import type { Ports } from '../ports';
import { investigating, take } from '../symptoms';

/** Which of them get an execution, and what the others wait for. */
export async function place(fresh: readonly Symptom[], ports: Ports): Promise<readonly Symptom[]> {
  const ranked = rarestFirst(fresh);
  const admitted = await admit(ranked, ports);
  const wanted = ranked.filter(({ id }) => admitted.get(id) === undefined);
  const granted = await take(ports, wanted.length);
  const starting = new Set(wanted.slice(0, granted).map(({ id }) => id));
  return ranked.map((symptom) => {
    const now = ports.now();
    if (starting.has(symptom.id)) return investigating(symptom, now);
    const state: SymptomState = admitted.get(symptom.id) ?? { is: 'waiting', why: 'over-budget', since: now };
    return { ...symptom, state };
  });
}
