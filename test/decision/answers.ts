/** What layers answer, made by hand, and the decision over such answers. */
import type { Answer, Judgement, Reach } from '../../src/judging/types';
import { layers } from '../../src/layers';
import { subjectOf } from '../../src/judging/cases/cases';
import type { BoundAuthorization } from '../../src/request/types';
import { deciderAsking, type DecideOptions } from '../../src/decision/decide';
import type { Decision } from '../../src/decision/types';

export const yes: Judgement = { applies: true, denies: false, allows: true };
export const no: Judgement = { applies: true, denies: false, allows: false };
export const deny: Judgement = { applies: true, denies: true, allows: false };
export const absent: Judgement = { applies: false, denies: false, allows: true };
export const reaching = (...reaches: readonly Reach[]): Judgement => ({ ...yes, reaches });
export const voiding = (to: 'everyone' | 'outside-the-account'): Judgement => ({
  ...yes,
  effects: [{ voids: 'policy', to }],
});

const explain = () => ({ decided: [], nearMisses: [], notes: [] });

export const sure = (judgement: Judgement): Answer => ({
  outcome: judgement.denies ? 'denies' : judgement.allows ? 'allows' : 'does-not-allow',
  judgement,
  statements: [],
  explain,
});
export const open = (...possible: readonly Judgement[]): Answer => ({
  outcome: 'unknown',
  possible,
  unknowns: [{ code: 'unreadable', facts: { why: 'access-denied' } }],
  statements: [],
  explain,
});

/** By the layer's id; a layer that is left out takes no part. */
export type Says = Readonly<Record<string, Answer>>;
export const own = '111122223333';
export const foreign = '444455556666';

/** `says` for each authorization, or for all of them alike. */
export function decided(
  says: Says | readonly Says[],
  authorizations: readonly Partial<BoundAuthorization>[] = [{}],
  options: DecideOptions = {},
): Decision {
  const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });
  const all = authorizations.map((changed) => ({ ...authorization, ...changed }));
  const each = Array.isArray(says) ? (says as readonly Says[]) : all.map(() => says as Says);
  return decide({ ...request, authorizations: all }, each, options);
}

const decide = deciderAsking<readonly Says[]>(layers, ({ id }, _, place, says) => says[place]?.[id]);

export const layersIn = (blocks: Decision['blockers']) => blocks.map(({ layer }) => layer);
export const observed = { observed: 'denied' } as const;
