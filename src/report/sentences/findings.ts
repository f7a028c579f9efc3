/** A finding in a row of a table: which layer, and why it answers so. */
import type { Finding } from '../../verdict/types';
import { quote } from '../clean';
import type { ReportFinding } from '../contract';
import type { Speech } from './speech';
import { statementWords } from './words';

export function spokenFinding(finding: Finding, speech: Speech): ReportFinding {
  const { notes = [] } = finding;
  const other = notes.find((one) => speech.asideOf(one) === 'other-opinion');
  return {
    ...finding,
    label: speech.labelOf(finding.layer),
    because: becauseOf(finding, speech),
    ...(other === undefined ? {} : { otherOpinion: `${speech.note(other)}.` }),
  };
}

function becauseOf({ statements = [], setting, notes = [], unknowns = [] }: Finding, speech: Speech): string {
  const [first] = statements;
  if (first !== undefined) {
    const more = statements.length > 1 ? ` and ${statements.length - 1} more` : '';
    const at = first.target === undefined ? '' : ` at ${quote(first.target)}`;
    return `${statementWords(first)} of ${quote(first.policy)}${at}${more}`;
  }
  if (setting !== undefined) return quote(setting);
  const reason = notes.find((one) => !isOpinion(speech.asideOf(one)));
  if (reason !== undefined) return speech.note(reason);
  return unknowns.length === 0 ? '' : 'see below';
}

const isOpinion = (aside: ReturnType<Speech['asideOf']>): boolean =>
  aside === 'second-opinion' || aside === 'other-opinion' || aside === 'no-opinion';
