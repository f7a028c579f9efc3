/** What is open, for people: who could have denied it as well, and what could not be known. Equal things are said once. */
import type { Report, ReportUnknown } from '../verdict/types';
import { quote } from './clean';
import { derivedRemedy, isDerived } from './unreadable';
import { layerHeading, layerTitle } from './words';

/** The layers that could have denied it besides the ones that are named, with what would tell. */
export function suspectItems({ verdict }: Report): readonly string[] {
  const sure = verdict.rootCauses.some(({ certainty }) => certainty !== 'possible');
  if (sure || verdict.status === 'allowed') return [];
  const named = new Set(verdict.rootCauses.map(({ layer }) => layer));
  const layers = [...new Set(verdict.suspects.map(({ layer }) => layer))].filter((layer) => !named.has(layer));
  return layers.map((layer) => {
    const all = verdict.suspects.filter((suspect) => suspect.layer === layer);
    const actions = [...new Set(all.map(({ action }) => quote(action)))].join(', ');
    const remedies = new Set(all.flatMap((suspect) => suspect.remedies.filter((remedy) => remedy !== derivedRemedy)));
    return `${layerHeading(layer)} on ${actions}. ${[...remedies].slice(0, 2).join(' ')}`.trim();
  });
}

/** Each unknown with the layers that it leaves open; what was not read because of another one comes last, in one line. */
export function unknownItems({ unknowns }: Report): readonly string[] {
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
    ...(derived.length === 0 ? [] : [`Not read, since the above says what to read: ${derived.join(', ')}.`]),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
