import { partsOf } from './clean';
import type { Card } from './contract';

/** A report in a line of a mailbox or a tab: at most 100 characters. */
export const subjectOf = ({ headline }: Pick<Card, 'headline'>): string =>
  `[Culprit] ${partsOf(headline)
    .map(({ text }) => text)
    .join('')}`;
