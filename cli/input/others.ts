/** Standard output carries reports only: what else was in the input goes to standard error. */
import { notDeniedSentence } from '../../src/report/not-denied';
import type { Read } from './read-all';

export function tellBad({ bad }: Pick<Read, 'bad'>): void {
  if (bad.first === undefined) return;
  const more = bad.count > 1 ? ` (and ${bad.count - 1} more)` : '';
  console.error(`culprit: ${bad.first.source}: ${bad.first.message}${more}`);
}

export function tellOthers({ records, others, bad, notDenied }: Read): void {
  tellBad({ bad });
  if (notDenied.first === undefined) return;
  if (others === 1 && records === 1) {
    console.error(`culprit: not a denied S3 request: ${notDeniedSentence(notDenied.first).replaceAll('`', '')}`);
    return;
  }
  const count = [...notDenied.byCode.values()].reduce((sum, many) => sum + many, 0);
  const listed = [...notDenied.byCode].map(([code, many]) => `${many} ${code}`).join(', ');
  console.error(`culprit: ${count} of ${records} records are no denied S3 requests: ${listed}`);
}
