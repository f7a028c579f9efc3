/** The card: the few short lines with which every report begins, whatever channel shows it. */
import type { Cause } from '../../verdict/types';
import { defined } from '../../defined';
import type { Fix, Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import type { Card, CardLine } from '../contract';
import { evaluationLine } from '../aws-evaluation/comparison';
import type { Speech } from '../sentences/speech';
import { because } from './because';
import { blockedBy, sureness, withDoubt } from './blocked-by';
import { caller } from './caller';
import { changed } from './changed';
import { fitted } from './fit';
import { cardFix, fixLines } from './fix-lines';
import { cardHeadline } from './headline';
import { openLines, whatSettles } from './open-lines';

export function cardOf(verdict: Verdict, speech: Speech): Card {
  const { status, observed, request, rootCauses } = verdict;
  const resource = request.authorizations[0]?.resource;
  const headline = cardHeadline({ status, observed, request, resource });
  const [cause, ...others] = rootCauses;
  if (status !== 'denied' || cause === undefined || others.length > 0)
    return {
      headline,
      lines: [
        ...openLines(verdict, speech),
        ...line('Who', caller(request)),
        ...line('AWS', evaluationLine(verdict.awsEvaluation, speech)),
      ],
    };
  const fix = cardFix(verdict);
  const place = fix === undefined ? undefined : verdict.fixes.indexOf(fix) + 1;
  return { headline, lines: deniedLines(cause, fix, verdict, speech), ...defined({ fix: place }) };
}

function deniedLines(cause: Cause, fix: Fix | undefined, verdict: Verdict, speech: Speech): readonly CardLine[] {
  const { certainty } = verdict;
  const mended = fix === undefined ? settledBy(cause, verdict, speech) : fixLines(fix, speech);
  const reason = because(cause, speech);
  return [
    blockedBy(cause, speech, verdict.request.bucket),
    // A fix that is no more than what AWS asks for says it once.
    ...line('Because', mended.some(({ text }) => text === reason) ? undefined : reason),
    ...saidBy(cause),
    ...line('Who', caller(verdict.request)),
    ...line('Certainty', sureness[certainty]),
    ...line('AWS', evaluationLine(verdict.awsEvaluation, speech)),
    ...line('Changed', changed(verdict)),
    ...line('And then', nextWords(verdict, speech)),
    ...mended,
  ];
}

/** AWS's words name what could not be read. */
const saidBy = ({ outcome, awsSaid }: Cause): readonly CardLine[] =>
  outcome === 'unknown' && awsSaid?.agrees === true ? [{ label: 'AWS said', text: quote(awsSaid.clause, 90) }] : [];

/** A cause that could not be read has to be, before anything can be fixed. */
function settledBy({ layer, outcome }: Cause, { unknowns }: Verdict, speech: Speech): readonly CardLine[] {
  return outcome === 'unknown'
    ? whatSettles({ unknowns: unknowns.filter((unknown) => unknown.layer === layer) }, speech)
    : [];
}

/** What would deny it next. */
function nextWords({ blocksNext: [next, ...more], request }: Verdict, speech: Speech): string | undefined {
  if (next === undefined) return undefined;
  const blocked = blockedBy(next, speech, request.bucket);
  const words = `${blocked.label === 'Missing' ? 'missing: ' : ''}${withDoubt(blocked, next)}`;
  return more.length === 0 ? words : `${words}, and ${more.length} more`;
}

const line = (label: string, text: string | undefined): readonly CardLine[] =>
  text === undefined ? [] : [{ label, text: fitted(text) }];
