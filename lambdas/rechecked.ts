import { namedCause } from '../src/incident/cause';
import type { Rechecked } from '../src/incident/life/after-recheck';
import { titleIn } from '../src/report/notice/title';
import { toReport } from '../src/report/to-report';
import type { DecidedAgain } from '../src/verdict/again/decide-again';

/** What was decided again, small enough for a state. */
export function recheckedOf(decided: DecidedAgain): Rechecked {
  switch (decided.is) {
    case 'allowed': {
      if (decided.by === undefined) return { is: 'allowed' };
      const { eventId, eventName, time, actor } = decided.by;
      return { is: 'allowed', by: { eventId, eventName, time, actor: actor.slice(0, 2_048) } };
    }
    case 'denied': {
      const { verdict } = decided;
      const causes = [...verdict.rootCauses, ...verdict.blocksNext];
      return {
        is: 'denied',
        causes: causes.flatMap((one) => namedCause([one]) ?? []),
        title: titleIn(toReport(verdict)),
        unknown: [...new Set(verdict.findings.flatMap(({ layer, outcome }) => (outcome === 'unknown' ? [layer] : [])))],
      };
    }
    case 'unknown':
      return { is: 'unknown' };
  }
}
