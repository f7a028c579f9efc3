/** A cause in sentences: the statement or setting that blocks, and why it matched. */
import type { Note } from '../../judging/types';
import type { Cause, NearMiss, VerdictNote } from '../../verdict/types';
import { quote, quoteAll } from '../clean';
import type { ReportCause } from '../contract';
import { conditionSentence } from './conditions';
import type { Speech } from './speech';
import { policyWords, statementWords } from './words';

/** `remedies`: what would settle it, where it could not be judged. */
export function spokenCause(cause: Cause, remedies: readonly string[], speech: Speech): ReportCause {
  return { ...cause, summary: summaryOf(cause, speech), because: becauseOf(cause, remedies, speech) };
}

function summaryOf({ layer, action, certainty, policy, statement }: Cause, { titleOf }: Speech): string {
  const where = [
    ...(policy === undefined ? [] : [policyWords(policy)]),
    ...(statement === undefined ? [] : [statementWords(statement)]),
    ...(policy?.attachedTo === undefined ? [] : [`attached to ${quote(policy.attachedTo)}`]),
  ];
  return `${titleOf(layer)} on ${quote(action)} (${certainty})${where.length === 0 ? '' : `: ${where.join(', ')}`}`;
}

/** A reader of three near misses has seen enough; the cause holds them all. */
const mostNearMisses = 3;

function becauseOf(cause: Cause, remedies: readonly string[], { note, asideOf }: Speech): readonly string[] {
  const { setting, conditions = [], notes = [], nearMisses = [], alsoDeniedBy = [], awsSaid } = cause;
  const agrees = awsSaid?.agrees === true;
  const isTold = (one: Note | VerdictNote) => {
    const aside = asideOf(one);
    return aside !== 'no-opinion' && !(agrees && aside === 'said-by-aws');
  };
  return [
    ...(setting === undefined ? [] : [`setting ${quote(setting)}`]),
    ...conditions.map(conditionSentence),
    ...notes.filter(isTold).map(note),
    ...nearMisses.slice(0, mostNearMisses).map(nearMissSentence),
    ...(cause.outcome === 'unknown' && remedies.length > 0 ? [`what would settle it: ${remedies.join(' ')}`] : []),
    ...alsoDeniedBy.map(
      ({ policy, statement }) => `also denied by ${statementWords(statement)} of ${policyWords(policy)}`,
    ),
    ...(awsSaid === undefined
      ? []
      : [agrees ? 'AWS says the same.' : `AWS names another reason: ${quote(awsSaid.clause, 400)}`]),
  ];
}

function nearMissSentence({ policy, statement, failed }: NearMiss): string {
  const reasons = failed.flatMap(({ element, wanted, seen, conditions }) => {
    if (conditions === undefined) {
      const asked = seen.length === 0 ? 'what was asked is not known' : `asked was ${quoteAll(seen)}`;
      return [`${element} is ${quoteAll(wanted)}, ${asked}`];
    }
    return conditions.filter(({ result }) => result !== 'matches').map(conditionSentence);
  });
  return `almost allowed by ${statementWords(statement)} of ${policyWords(policy)}: ${reasons.join('; ')}`;
}
