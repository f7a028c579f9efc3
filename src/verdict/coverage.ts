import { defined } from '../defined';
import type { ChangesReading } from '../evidence/changes/types';
import type { Decision } from '../decision/types';
import type { Coverage } from './verdict';

/** What this run could not see. */
export function coverageOf(
  { answers, exact }: Decision,
  { searched, notSearched, since, heard }: ChangesReading,
): Coverage {
  const unasked = notSearched.map(({ account = 'unknown', region, why }) => ({ account, region, why }));
  const notRead = answers.filter(
    ({ answer }) => answer.outcome === 'unknown' && answer.unknowns.some(({ code }) => code === 'unreadable'),
  );
  return {
    layersNotRead: [...new Set(notRead.map(({ layer }) => layer))],
    changes: { searched, notSearched: unasked, since, ...defined({ heard }) },
    exact,
  };
}
