/** What several denials have in common, before their reports: by cause, then by symptom. */
import { quote } from '../clean';
import type { Block } from '../page/block';
import type { CauseGroup } from './cause-groups';

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
        quote(group.cause),
      ]),
    },
    ...groups.flatMap((group, index) => ofCause(group, index + 1)),
  ];
}

/** Its symptoms: the headline of the report on each. */
function ofCause({ count, investigated }: CauseGroup, number: number): readonly Block[] {
  return [
    { is: 'heading', text: `Cause ${number}: ${many(count, 'denial')}` },
    { is: 'list', items: investigated.map(({ group, report }) => `${group.count} × ${report.card.headline}`) },
  ];
}

const many = (count: number, what: string): string =>
  `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')} ${what}${count === 1 ? '' : 's'}`;

function few(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return '-';
  return names.length === 1 ? quote(first) : `${quote(first)} and ${names.length - 1} more`;
}
