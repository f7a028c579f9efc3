/** What is open, for people: who could have denied it as well, and what could not be known. Equal things are said once. */
import type { Cause, Report, ReportUnknown } from '../verdict/types';
import { quote } from './clean';
import { derivedRemedy, isDerived } from './unreadable';
import { layerHeading, layerTitle } from './words';

/** The layers that could have denied it besides the ones that are named, with what would tell. */
export function suspectItems({ verdict }: Report): readonly string[] {
  const sure = verdict.rootCauses.some(({ certainty }) => certainty !== 'possible');
  if (sure || verdict.status === 'allowed') return [];
  const named = new Set(toldCauses(verdict).map(({ layer }) => layer));
  const layers = [...new Set(verdict.suspects.map(({ layer }) => layer))].filter((layer) => !named.has(layer));
  const alike = new Map<string, string[]>();
  for (const layer of layers) {
    const all = verdict.suspects.filter((suspect) => suspect.layer === layer);
    const actions = [...new Set(all.map(({ action }) => quote(action)))].join(', ');
    const ending = ` on ${actions}. ${tellingRemedies(all).join(' ')}`.trimEnd();
    alike.set(ending, [...(alike.get(ending) ?? []), layer]);
  }
  return [...alike].map(([ending, [first = '', ...more]]) =>
    [layerHeading(first), ...more.map(layerTitle)].join(', ').concat(ending),
  );
}

/** Of several that could not be judged each would say the same: they stand with those that could have denied it as well. */
export function toldCauses({ rootCauses }: Report['verdict']): readonly Cause[] {
  const told = rootCauses.filter((cause) => !isBare(cause));
  return rootCauses.length - told.length > 1 ? told : rootCauses;
}

function isBare({ outcome, certainty, statement, setting, nearMisses = [], notes = [], awsSaid }: Cause): boolean {
  const isUnknown = outcome === 'unknown' && certainty === 'possible' && awsSaid === undefined;
  return isUnknown && statement === undefined && setting === undefined && nearMisses.length + notes.length === 0;
}

/** What would tell whether this cause is one. */
export function remediesOf({ verdict }: Report, { layer, action }: Pick<Cause, 'layer' | 'action'>): readonly string[] {
  return tellingRemedies(verdict.suspects.filter((one) => one.layer === layer && one.action === action));
}

function tellingRemedies(suspects: Report['verdict']['suspects']): readonly string[] {
  const all = suspects.flatMap(({ remedies }) => remedies.filter((remedy) => remedy !== derivedRemedy));
  return [...new Set(all)].slice(0, 2);
}

/** Each unknown with the layers that it leaves open; what was not read because of another one comes last, in one line. */
export function unknownItems(unknowns: Report['unknowns']): readonly string[] {
  const items = new Map<string, { readonly unknown: ReportUnknown; readonly layers: Set<string> }>();
  for (const unknown of unknowns.filter(({ why }) => !isDerived(why))) {
    const { what, why, remedy } = unknown;
    const item = items.get(`${what} ${why} ${remedy}`) ?? { unknown, layers: new Set<string>() };
    items.set(`${what} ${why} ${remedy}`, item);
    item.layers.add(unknown.layer);
  }
  const derived = [...new Set(unknowns.filter(({ why }) => isDerived(why)).map(({ what }) => what))];
  return [
    ...[...items.values()].map(({ unknown: { what, why, remedy }, layers }) => {
      const leftOpen = [...layers].filter((layer) => layer !== 'request').map(layerTitle);
      const about = leftOpen.length === 0 ? '' : ` (${leftOpen.join(', ')})`;
      return `${capital(what)}${about}: ${why}. ${remedy}`;
    }),
    ...(derived.length === 0
      ? []
      : [`Not read, because what tells which one to read is unknown itself: ${derived.join(', ')}.`]),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
