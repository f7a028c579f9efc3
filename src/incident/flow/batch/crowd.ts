/**
 * New symptoms of one batch that have no items of their own: a storm of nothing but new ones is a few writes a batch. They wait
 * until there is room for one of them, or until the policy that AWS names explains them. Pure.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { symptomId } from '../../../request/denials/symptom';
import { defined } from '../../../defined';
import type { Symptom, Time } from '../../types';

/** Own arrays and numbers: what is alike in all of them is squeezed out. */
type Row = readonly [
  who: string,
  action: string,
  place: string,
  errorClass: string,
  reason: string,
  policyArn: string | null,
  firstSeen: Time,
  id: string | null,
  records: readonly (readonly [service: string, object: string, from: number, to: number])[],
];

export function encodeCrowd(symptoms: readonly Symptom[]): Uint8Array {
  const rows = symptoms.map((one): Row => {
    const { id, who, action, place, errorClass, reason, policyArn = null, firstSeen, records } = one;
    // A hub tells callers apart in its own way: then the id is not that of the parts.
    const own = id === symptomId(one) ? null : id;
    const kept = records.map(({ service, object, from, to }) => [service, object, from, to] as const);
    return [who, action, place, errorClass, reason, policyArn, firstSeen, own, kept];
  });
  return deflateRawSync(JSON.stringify(rows));
}

/** `stranger`: of all of them. */
export function decodeCrowd(bytes: Uint8Array, stranger: boolean): readonly Symptom[] {
  const rows = JSON.parse(inflateRawSync(bytes).toString('utf8')) as readonly Row[];
  return rows.map(([who, action, place, errorClass, reason, policyArn, firstSeen, id, records]) => {
    const policy = defined({ policyArn: policyArn ?? undefined });
    const parts = { who, action, place, errorClass, reason, ...policy };
    return {
      id: id ?? symptomId(parts),
      ...parts,
      ...(stranger ? { stranger: true as const } : {}),
      firstSeen,
      attempts: 0,
      state: { is: 'waiting', why: policyArn === null ? 'over-budget' : 'same-policy', since: firstSeen },
      records: records.map(([service, object, from, to]) => ({ service, object, from, to })),
    };
  });
}
