/** Writes what is new of a batch: symptoms with items of their own, records that came apart, and the crowd. */
import { rarestFirst } from '../../budget/rank';
import { inParallel, mostAtOnce } from '../../in-parallel';
import { keys, symptomItem } from '../../keys';
import { whoseIs } from '../../whose';
import type { KeptRecord, Symptom } from '../../types';
import type { Denial, Ports } from '../ports';
import { changeSymptom } from '../symptoms';
import { symptomOf, type Group } from './arrived';
import { keepCrowd, type Member } from './keep-crowd';
import { keepDenials } from './keep-denials';
import { remember, type LookedUp, type Remembered } from './known';
import { place } from './place';

export interface Made {
  readonly newSymptoms: number;
  readonly started: number;
}

/** How many that wait have items of their own, ours and strangers' each. */
const mostListed = 20;

export async function keepNew(
  { lacking, crowd }: LookedUp,
  denials: ReadonlyMap<string, readonly Denial[]>,
  ports: Ports,
  { symptoms }: Remembered,
  fail: (group: Group, error: unknown) => void,
): Promise<Made> {
  const all = [...lacking.map(({ group }) => group), ...crowd];
  if (all.length === 0) return { newSymptoms: 0, started: 0 };
  let kept: ReadonlyMap<string, readonly KeptRecord[]>;
  try {
    kept = await keepDenials(denials, ports);
  } catch (error) {
    for (const group of all) fail(group, error);
    return { newSymptoms: 0, started: 0 };
  }
  const made = (group: Group) => symptomOf(group, kept.get(group.id) ?? []);
  const placed = await place(
    lacking.filter(({ known }) => known === undefined).map(({ group }) => made(group)),
    ports,
  );
  const { listed, others } = listedOf(placed);
  const groupOf = new Map(all.map((group) => [group.id, group]));
  let started = 0;
  const perhaps = async (group: Group | undefined, write: (group: Group) => Promise<void>) => {
    if (group === undefined) return;
    try {
      await write(group);
    } catch (error) {
      fail(group, error);
    }
  };
  await inParallel(rarestFirst(listed), mostAtOnce, (symptom) =>
    perhaps(groupOf.get(symptom.id), async () => {
      const isNew = await ports.store.put({ key: keys.symptom(symptom.id), version: 1, ...symptomItem(symptom) });
      // What somebody else has written may be otherwise: the next batch looks.
      if (isNew) remember(symptoms, symptom);
      if (isNew && symptom.state.is === 'investigating') {
        await ports.executions.start(symptom.state.run, symptom, denials.get(symptom.id) ?? []);
        started += 1;
      }
    }),
  );
  const further = lacking.filter(({ known }) => known !== undefined);
  await inParallel(further, mostAtOnce, ({ group }) =>
    perhaps(group, async () => {
      const changed = await addRecords(group, kept.get(group.id) ?? [], denials.get(group.id) ?? [], ports);
      if (changed !== undefined) remember(symptoms, changed);
    }),
  );
  const members = [...others, ...crowd.map(made)].flatMap((symptom): readonly Member[] => {
    const group = groupOf.get(symptom.id);
    return group === undefined ? [] : [{ symptom, group }];
  });
  await keepCrowd(members, ports, symptoms, fail);
  return { newSymptoms: placed.length + crowd.length, started };
}

/** Others wait for what it finds of the policy that AWS names. */
const asks = ({ policyArn, state }: Symptom): boolean =>
  policyArn !== undefined && state.is === 'waiting' && state.why !== 'same-policy';

/** Those that come first of those that wait, and all that do not wait. */
function listedOf(placed: readonly Symptom[]) {
  const counts = { ours: 0, strangers: 0 };
  const isListed = (one: Symptom) =>
    asks(one) || one.state.is !== 'waiting' || (counts[whoseIs(one)] += 1) <= mostListed;
  const listed = placed.filter(isListed);
  const ids = new Set(listed.map(({ id }) => id));
  return { listed, others: placed.filter(({ id }) => !ids.has(id)) };
}

/** KMS's record came apart from S3's: the run that is on its way uses both. Or a copy came that knows the caller as ours. */
async function addRecords(
  group: Group,
  kept: readonly KeptRecord[],
  denials: readonly Denial[],
  ports: Ports,
): Promise<Symptom | undefined> {
  let isMore = false;
  const changed = await changeSymptom(ports, group.id, ({ stranger, ...was }) => {
    const added = kept.filter(({ service }) => !was.records.some((record) => record.service === service));
    isMore = added.length > 0;
    const isStill = stranger === true && group.parts.stranger === true;
    if (!isMore && isStill === (stranger === true)) return undefined;
    return { ...was, records: [...was.records, ...added], ...(isStill ? { stranger: true } : {}) };
  });
  if (isMore && changed?.state.is === 'investigating') await ports.executions.add(changed.state.run, denials);
  return changed;
}
