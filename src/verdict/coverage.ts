import type { ChangesReading } from '../evidence/changes/types';
import type { Decision } from '../decision/types';
import type { Coverage } from './verdict';

/** What this run could not see. */
export function coverageOf({ exact }: Decision, { searched, notSearched, since }: ChangesReading): Coverage {
  const unasked = notSearched.map(({ account = 'unknown', region, why }) => ({ account, region, why }));
  return { changes: { searched, notSearched: unasked, since }, exact };
}
