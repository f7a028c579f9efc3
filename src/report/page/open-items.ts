/** What is open, for people: who could have denied it as well, and what could not be known. Equal things are said once. */
import { capital } from '../sentences/fill';
import { grouped } from '../../grouped';
import { quote } from '../clean';
import type { Report, ReportCause, ReportSuspect, ReportUnknown } from '../contract';
import { isDerived } from '../derived';

/** The layers that could have denied it besides the ones that are named, with what would settle it. */
export function suspectItems({ verdict }: Report): readonly string[] {
  const sure = verdict.rootCauses.some(({ certainty }) => certainty !== 'possible');
  if (sure || verdict.status === 'allowed') return [];
  const named = new Set(shownCauses(verdict).map(({ layer }) => layer));
  const alike = new Map<string, string[]>();
  for (const all of eachLayer(verdict.suspects.filter(({ layer }) => !named.has(layer)))) {
    const actions = [...new Set(all.map(({ action }) => quote(action)))].join(', ');
    const remedies = [...new Set(all.flatMap((suspect) => suspect.remedies))].slice(0, 2);
    const ending = ` on ${actions}. ${remedies.join(' ')}`.trimEnd();
    alike.set(ending, [...(alike.get(ending) ?? []), ...all.slice(0, 1).map(({ label }) => label)]);
  }
  return [...alike].map(([ending, labels]) => capital(labels.join(', ')).concat(ending));
}

function eachLayer(suspects: readonly ReportSuspect[]): readonly (readonly ReportSuspect[])[] {
  return [...grouped(suspects, ({ layer }) => layer).values()];
}

/** Several that could not be judged would each say the same: they stand with those that could have denied it as well. */
export function shownCauses({ rootCauses }: Report['verdict']): readonly ReportCause[] {
  const shown = rootCauses.filter((cause) => !isBare(cause));
  return rootCauses.length - shown.length > 1 ? shown : rootCauses;
}

function isBare({
  outcome,
  certainty,
  statement,
  setting,
  nearMisses = [],
  notes = [],
  awsSaid,
}: ReportCause): boolean {
  const isUnknown = outcome === 'unknown' && certainty === 'possible' && awsSaid === undefined;
  return isUnknown && statement === undefined && setting === undefined && nearMisses.length + notes.length === 0;
}

/** Each unknown with the layers that it leaves open; what was not read because of another one comes last, in one line. */
export function unknownItems(unknowns: Report['unknowns']): readonly string[] {
  const alike = grouped(
    unknowns.filter((unknown) => !isDerived(unknown)),
    ({ code, facts }) => JSON.stringify([code, facts]),
  );
  const derived = [...new Set(unknowns.filter(isDerived).map(({ what }) => what))];
  return [
    ...[...alike.values()].flatMap(unknownItem),
    ...(derived.length === 0 ? [] : [`Not read, because which one to read is unknown itself: ${derived.join(', ')}.`]),
  ];
}

function unknownItem(alike: readonly ReportUnknown[]): readonly string[] {
  const leftOpen = [...new Set(alike.filter(({ layer }) => layer !== 'request').map(({ label }) => label))];
  const about = leftOpen.length === 0 ? '' : ` (${leftOpen.join(', ')})`;
  return alike.slice(0, 1).map(({ what, why, remedy }) => `${capital(what)}${about}: ${why}. ${remedy}`);
}
