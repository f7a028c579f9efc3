import { emptyLedger } from '../../src/incident/flow/ledger';
import type { Remembered } from '../../src/incident/flow/batch/known';
import { environment } from '../runtime/environment';

let kept: { readonly table: string; readonly remembered: Remembered } | undefined;

/** What this process knows of the table already. */
export function remembered(): Remembered {
  const table = environment('CULPRIT_TABLE');
  if (kept?.table !== table) kept = { table, remembered: { ledger: emptyLedger(), symptoms: new Map() } };
  return kept.remembered;
}
