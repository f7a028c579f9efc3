/** Silences: whose denials nobody wants to hear of, by whom, why and until when. */
import { matchTokens, tokenize } from '../../engine/glob';
import type { Incident, Symptom, Time } from '../types';
import type { Silence } from './schema';

/** What a silence is held against. */
export interface Silenceable {
  readonly symptom: Pick<Symptom, 'who' | 'action' | 'place'>;
  readonly cause: Incident['cause'];
}

/** A date is a whole day of UTC. */
export const endOf = ({ until }: Pick<Silence, 'until'>): Time =>
  until.includes('T') ? Date.parse(until) : Date.parse(`${until}T00:00:00Z`) + 86_400_000;

export function silenceOf(silences: readonly Silence[], subject: Silenceable, now: Time): Silence | undefined {
  return silences.find((one) => endOf(one) > now && matches(one, subject));
}

/** One that matches everything is none: `problemsIn` refuses it. */
function matches({ match }: Silence, { symptom, cause }: Silenceable): boolean {
  const { caller, bucket, action, policy, layer } = match;
  const place = symptom.place.replace(/^bucket /, '');
  return (
    fits(caller, symptom.who) &&
    fits(bucket, place) &&
    fits(action, symptom.action) &&
    fits(policy, cause.policy) &&
    fits(layer, cause.layer)
  );
}

const fits = (wanted: string | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && matchTokens(tokenize(wanted), value));

/** Every sentence says what is wrong with the file. */
export function problemsIn(silences: readonly Silence[], now: Time): readonly string[] {
  const ids = silences.map(({ id }) => id);
  return [
    ...silences.flatMap((one) => {
      const { id, match } = one;
      const given = Object.values(match).filter((value) => value !== undefined);
      return [
        ...(given.every((value) => /^\**$/.test(value))
          ? [`silence \`${id}\` matches everything: name a caller, bucket, action, policy or layer`]
          : []),
        ...(Number.isNaN(endOf(one)) ? [`silence \`${id}\` ends on no day: \`${one.until}\``] : []),
        ...(endOf(one) > now + longest
          ? [`silence \`${id}\` lasts longer than a year: somebody should look at it before`]
          : []),
      ];
    }),
    ...[...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `two silences have the id \`${id}\``),
  ];
}

const longest = 366 * 86_400_000;
