import { createHash } from 'node:crypto';
import { defined } from '../../../defined';
import { grouped } from '../../../grouped';
import { slotOf } from '../../counting/pages';
import { inParallel, mostAtOnce } from '../../in-parallel';
import { keptPages, keys } from '../../keys';
import { whoseIs } from '../../whose';
import type { Symptom } from '../../types';
import type { Ports } from '../ports';
import type { Group } from './arrived';
import { encodeCrowd } from './crowd';
import { remember, type Remembered } from './known';

export interface Member {
  readonly symptom: Symptom;
  readonly group: Group;
}

/** What its mark says of a crowd. */
export interface Crowded {
  readonly symptoms: number;
  /** That AWS names for all of them. */
  readonly policyArn?: string;
}

/** An item holds 400 KB. */
const largestCrowd = 400;

/** In each slot in which they were denied, for its tally finds them there. */
export async function keepCrowd(
  members: readonly Member[],
  ports: Ports,
  symptoms: Remembered['symptoms'],
  fail: (group: Group, error: unknown) => void,
): Promise<void> {
  const places = members.flatMap((member) =>
    [...new Set(member.group.arrived.map(({ time }) => slotOf(time)))].map((slot) => ({ ...member, slot })),
  );
  const crowds = [
    ...grouped(places, ({ slot, symptom }) => `${slot} ${whoseIs(symptom)} ${symptom.policyArn ?? ''}`).values(),
  ].flatMap(chunks);
  const failed = new Set<Group>();
  await inParallel(crowds, mostAtOnce, async (crowd) => {
    try {
      await writeCrowd(crowd, ports);
    } catch (error) {
      for (const { group } of crowd) {
        failed.add(group);
        fail(group, error);
      }
    }
  });
  for (const { symptom, group } of members) {
    if (!failed.has(group)) remember(symptoms, symptom, [...new Set(group.arrived.map(({ time }) => slotOf(time)))]);
  }
}

/** First what they are, then the mark by which sweeps find them. Writing it again changes nothing. */
async function writeCrowd(
  crowd: readonly (Member & { readonly slot: number })[],
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<void> {
  const [first] = crowd;
  if (first === undefined) return;
  const { slot } = first;
  const whose = whoseIs(first.symptom);
  const bytes = encodeCrowd(crowd.map(({ symptom }) => symptom));
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const expires = now() + keptPages;
  await store.put({ key: keys.crowd(whose, slot, name), version: 1, value: null, bytes, expires });
  const value: Crowded = { symptoms: crowd.length, ...defined({ policyArn: first.symptom.policyArn }) };
  await store.put({ key: keys.crowded(whose, slot, name), version: 1, value, expires });
}

function chunks<One>(all: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / largestCrowd) }, (_, at) =>
    all.slice(at * largestCrowd, (at + 1) * largestCrowd),
  );
}
