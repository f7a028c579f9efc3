/** The card of a verdict that names no single cause: what could be it, and the one thing to do. */
import { grouped } from '../../grouped';
import type { Verdict } from '../../verdict/verdict';
import type { CardLine } from '../contract';
import { quote } from '../clean';
import { fitted, fittedUnknown } from './fit';
import { isDerived } from '../derived';
import type { Speech } from '../sentences/speech';
import { shortActor } from './names';
import { whenWords } from '../sentences/changes/when';
import { blockedBy } from './blocked-by';

export function openLines(verdict: Verdict, speech: Speech): readonly CardLine[] {
  switch (verdict.status) {
    case 'allowed':
      return [{ label: 'Decided', text: 'allowed: every layer lets it pass' }];
    case 'would-be-allowed-now':
      return [
        ...cause(verdict, speech),
        { label: 'Now', text: "today's policies allow it" },
        { label: 'Changed', text: sinceThen(verdict) },
      ];
    default:
      return [...candidates(verdict, speech), ...whatSettles(verdict, speech)];
  }
}

/** What denied it then, where the changes since are undone. */
function cause({ rootCauses: [first, ...others], request }: Verdict, speech: Speech): readonly CardLine[] {
  return first === undefined || others.length > 0 ? [] : [blockedBy(first, speech, request.bucket)];
}

function sinceThen({ drift, request }: Verdict): string {
  const [change] = drift.is === 'found' || drift.is === 'settled' ? drift.changes : [];
  if (change !== undefined)
    return `${shortActor(change.actor)} called ${quote(change.eventName)} ${whenWords(change.time, request.time)}`;
  return drift.is === 'excluded'
    ? 'nothing since. An IAM change takes time to reach S3: try again'
    : 'not known: changes could not be looked up in full';
}

const mostCandidates = 3;

function candidates({ rootCauses, suspects, request }: Verdict, speech: Speech): readonly CardLine[] {
  if (rootCauses.length > 0 && rootCauses.length <= mostCandidates)
    return rootCauses.map((cause, at) => ({
      label: at === 0 ? 'Perhaps' : 'Or perhaps',
      text: blockedBy(cause, speech, request.bucket).text,
    }));
  const layers = [...new Set([...rootCauses, ...suspects].map(({ layer }) => speech.shortOf(layer)))];
  if (layers.length === 0) return [];
  const rest = layers.length - mostCandidates;
  const more = rest > 0 ? ` or one of ${rest} more` : '';
  const [action, ...actions] = new Set([...rootCauses, ...suspects].map((one) => one.action));
  const asked = layers.length > 1 || action === undefined || actions.length > 0 ? '' : ` for ${quote(action)}`;
  return [{ label: 'Perhaps', text: `${layers.slice(0, mostCandidates).join(', ')}${more}${asked}` }];
}

/** What would settle most. */
export function whatSettles({ unknowns }: Pick<Verdict, 'unknowns'>, speech: Speech): readonly CardLine[] {
  const remedies = unknowns.filter((unknown) => !isDerived(unknown)).map(speech.unknown);
  const counted = [...grouped(remedies, ({ remedy }) => remedy)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  const [most] = counted;
  if (most === undefined) return [];
  const [remedy, [first]] = most;
  return [
    ...(first === undefined ? [] : [{ label: 'Not known', text: fittedUnknown(first) }]),
    { label: 'Do', text: fitted(remedy) },
  ];
}
