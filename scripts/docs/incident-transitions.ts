import { eventMeanings, incidentEvents, transitions } from '../../src/incident/life/transitions';
import { table } from './table';

/** The life cycle of an incident, as the code has it. */
export function incidentTransitions(): string {
  const rows = transitions.map(({ from, on, to, notice, investigate, meaning }) => [
    `\`${from}\``,
    on,
    `\`${to}\``,
    investigate === true ? `${notice}; an investigation` : notice,
    meaning,
  ]);
  const meanings = incidentEvents.map((event) => [event, eventMeanings[event]]);
  return [table(['from', 'on', 'to', 'told', 'meaning'], rows), table(['event', 'when'], meanings)].join('\n\n');
}
