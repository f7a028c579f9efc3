/** A batch of denials: new symptoms get a place and, where there is room, an execution; then all are counted. */
import type { Denial, Ports } from '../ports';
import { errorName } from '../../../error-name';
import { countRecords } from '../ledger';
import { bySymptom, denialsOf, type Arrived, type Group } from './arrived';
import { keepNew } from './keep-new';
import { lookUp, type Remembered } from './known';

export interface TakenIn {
  /** Messages of which something could not be written. */
  readonly failed: ReadonlySet<string>;
  readonly counted: number;
  readonly newSymptoms: number;
  readonly started: number;
}

/** None of its records can be parsed. */
class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

export async function takeIn(arrived: readonly Arrived[], ports: Ports, remembered: Remembered): Promise<TakenIn> {
  const groups = bySymptom(arrived);
  const failed = new Set<string>();
  const fail = (group: Group, error: unknown) => {
    ports.note({ event: 'not-taken-in', symptom: group.id, denials: group.arrived.length, error: errorName(error) });
    for (const { message } of group.arrived) failed.add(message);
  };
  const { lacking, crowd } = await lookUp(groups, ports, remembered);
  const denials = new Map<string, readonly Denial[]>();
  const isReadable = (group: Group) => {
    const own = denialsOf(group, ports);
    if (own.length === 0) fail(group, new NotReadable());
    else denials.set(group.id, own);
    return own.length > 0;
  };
  const readable = { lacking: lacking.filter(({ group }) => isReadable(group)), crowd: crowd.filter(isReadable) };
  const made = await keepNew(readable, denials, ports, remembered, fail);
  const countable = failed.size === 0 ? arrived : arrived.filter(({ message }) => !failed.has(message));
  // Last: whatever is killed before this comes again, and is counted then.
  const counted = await countRecords(ports, remembered.ledger, countable);
  return { failed, counted, ...made };
}
