/** What several denials have in common, before their reports: by cause, then by symptom. */
import { defaultLimits } from '../../request/denials/batch';
import { quote } from '../clean';
import type { Block } from '../page/block';
import type { CauseGroup, Investigated } from './cause-groups';

export function summaryBlocks(groups: readonly CauseGroup[]): readonly Block[] {
  const denials = groups.reduce((sum, { count }) => sum + count, 0);
  const symptoms = groups.reduce((sum, { investigated }) => sum + investigated.length, 0);
  return [
    {
      is: 'heading',
      text: `${many(denials, 'denial')}, ${many(groups.length, 'cause')}, ${many(symptoms, 'symptom')}`,
    },
    {
      is: 'table',
      head: ['denials', 'first', 'last', 'buckets', 'callers', 'cause'],
      rows: groups.map((group) => [
        String(group.count),
        quote(group.firstTime),
        quote(group.lastTime),
        few(group.buckets),
        few(group.callers),
        causeIn(group),
      ]),
    },
    ...groups.flatMap((group, index) => ofCause(group, index + 1)),
  ];
}

/** Its symptoms: the headline of the report on each. */
function ofCause({ count, investigated }: CauseGroup, number: number): readonly Block[] {
  return [
    { is: 'heading', text: `Cause ${number}: ${many(count, 'denial')}` },
    { is: 'list', items: investigated.map(symptomOf) },
  ];
}

/** The report is about one key of them. */
function symptomOf({ group, report }: Investigated): string {
  const others = group.keys.length - 1;
  const more = group.keys.length < defaultLimits.names ? '' : ' or more';
  return `${group.count} × ${report.card.headline}${others > 0 ? ` (and ${many(others, 'other key')}${more})` : ''}`;
}

/** As the card of its first report says it. */
function causeIn({ cause, investigated: [first] }: CauseGroup): string {
  const line = first?.report.card.lines[0];
  return line === undefined || line.label === '' ? quote(cause) : `${line.label} ${line.text}`;
}

const many = (count: number, what: string): string =>
  `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')} ${what}${count === 1 ? '' : 's'}`;

function few(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return '-';
  return names.length === 1 ? quote(first) : `${quote(first)} and ${names.length - 1} more`;
}
