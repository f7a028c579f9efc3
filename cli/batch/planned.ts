/** Which denials of an input are investigated. */
import type { Batch, SymptomGroup } from '../../src/request/denials/batch';
import { symptomOf } from '../../src/request/denials/symptom';
import type { DeniedRequest } from '../../src/request/types';
import { UsageError } from '../exit-codes';

export interface Planned {
  readonly request: DeniedRequest;
  /** All denials with its symptom. */
  readonly group: SymptomGroup;
}

/** So few that whoever reads lines of JSON gets one for each. */
const handful = 20;

/** One of each symptom, or every one: with `--all`, and a handful where programs read the output. */
export function planned(
  batch: Batch,
  { all, forPrograms }: { readonly all: boolean; readonly forPrograms: boolean },
): readonly Planned[] {
  const groups = batch.groups();
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  if (!all && !(forPrograms && count <= handful)) return groups.map((group) => ({ group, request: group.newest }));
  const requests = batch.all();
  if (requests === undefined)
    throw new UsageError(
      `--all is for fewer denials than these ${count}: leave it out, and each symptom has one report`,
    );
  const bySymptom = new Map(groups.map((group) => [group.symptom, group]));
  return requests.flatMap((request) => {
    const group = bySymptom.get(symptomOf(request));
    return group === undefined ? [] : [{ request, group }];
  });
}
