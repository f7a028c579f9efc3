import type { ChangesReading } from '../evidence/values';
import type { Decision } from '../decision/types';
import type { Coverage } from './verdict';

/** What this run could not see. */
export function coverageOf({ answers, exact }: Decision, changes: ChangesReading): Coverage {
  const layersWith = (code: string): readonly string[] => [
    ...new Set(
      answers
        .filter(
          ({ answer }) => answer.outcome === 'unknown' && answer.unknowns.some((unknown) => unknown.code === code),
        )
        .map(({ layer }) => layer),
    ),
  ];
  return {
    layersNotExamined: layersWith('not-examined'),
    layersNotRead: layersWith('unreadable'),
    changes: {
      searched: changes.searched,
      notSearched: changes.notSearched.map(({ account = 'unknown', region, why }) => ({ account, region, why })),
      since: changes.since,
    },
    exact,
  };
}
