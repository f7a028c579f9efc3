/** Where new symptoms begin: under investigation, or waiting. */
import { rarestFirst } from '../../budget/rank';
import { whoseIs, type Whose } from '../../whose';
import type { Symptom, SymptomState } from '../../types';
import { admit } from '../admit';
import type { Ports } from '../ports';
import { investigating, take } from '../symptoms';

/** Which of them get an execution, and what the others wait for. */
export async function place(fresh: readonly Symptom[], ports: Ports): Promise<readonly Symptom[]> {
  const [ours, strangers] = [
    fresh.filter((one) => whoseIs(one) === 'ours'),
    fresh.filter((one) => whoseIs(one) !== 'ours'),
  ];
  return [...(await placeOf('ours', ours, ports)), ...(await placeOf('strangers', strangers, ports))];
}

async function placeOf(whose: Whose, fresh: readonly Symptom[], ports: Ports): Promise<readonly Symptom[]> {
  const ranked = rarestFirst(fresh);
  const admitted = await admit(ranked, ports);
  const wanted = ranked.filter(({ id }) => admitted.get(id) === undefined);
  const granted = await take(ports, wanted.length, whose);
  const starting = new Set(wanted.slice(0, granted).map(({ id }) => id));
  return ranked.map((symptom) => {
    const now = ports.now();
    if (starting.has(symptom.id)) return investigating(symptom, now);
    const state: SymptomState = admitted.get(symptom.id) ?? { is: 'waiting', why: 'over-budget', since: now };
    return { ...symptom, state };
  });
}
