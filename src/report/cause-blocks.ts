/** A cause on the page: the statement or setting that blocks, and why it matched. */
import type { Cause } from '../verdict/types';
import { jsonLines, quote, quoteAll } from './clean';
import { conditionSentence } from './conditions';
import { isAwsWord, isMissingOpinion, noteSentence } from './notes';
import type { Block } from './block';
import { layerHeading, policyWords, statementWords } from './words';

/** `remedies`: what would tell, where it could not be judged. */
export function causeBlocks(cause: Cause, brief: boolean, remedies: readonly string[]): readonly Block[] {
  const agrees = cause.awsSaid?.agrees === true;
  const items = [
    ...(cause.setting === undefined ? [] : [`setting ${quote(cause.setting)}`]),
    ...(cause.conditions ?? []).map(conditionSentence),
    ...(cause.notes ?? []).filter((note) => !isMissingOpinion(note) && !(agrees && isAwsWord(note))).map(noteSentence),
    ...(cause.nearMisses ?? []).slice(0, 3).map(nearMissItem),
    ...(cause.outcome === 'unknown' && remedies.length > 0 ? [`what would tell: ${remedies.join(' ')}`] : []),
    ...(cause.alsoDeniedBy ?? []).map(
      ({ policy, statement }) => `also denied by ${statementWords(statement)} of ${policyWords(policy)}`,
    ),
    ...(cause.awsSaid === undefined
      ? []
      : [
          cause.awsSaid.agrees ? 'AWS says the same.' : `AWS names another reason: ${quote(cause.awsSaid.clause, 400)}`,
        ]),
  ];
  return [
    { is: 'heading', text: causeTitle(cause) },
    ...(items.length === 0 ? [] : [{ is: 'list', items } as const]),
    ...(cause.statement === undefined
      ? []
      : [{ is: 'code', lines: jsonLines(cause.statement.json, brief ? 16 : 60) } as const]),
  ];
}

function causeTitle(cause: Cause): string {
  const where = [
    ...(cause.policy === undefined ? [] : [policyWords(cause.policy)]),
    ...(cause.statement === undefined ? [] : [statementWords(cause.statement)]),
    ...(cause.policy?.attachedTo === undefined ? [] : [`attached to ${quote(cause.policy.attachedTo)}`]),
  ];
  return `${layerHeading(cause.layer)} on ${quote(cause.action)} (${cause.certainty})${where.length === 0 ? '' : `: ${where.join(', ')}`}`;
}

function nearMissItem(nearMiss: NonNullable<Cause['nearMisses']>[number]): string {
  const failed = nearMiss.failed.flatMap(({ element, wanted, seen, conditions }) => {
    if (conditions === undefined) {
      const asked = seen.length === 0 ? 'what was asked is not known' : `asked was ${quoteAll(seen)}`;
      return [`${element} is ${quoteAll(wanted)}, ${asked}`];
    }
    return conditions.filter(({ result }) => result !== 'matches').map(conditionSentence);
  });
  return `almost allowed by ${statementWords(nearMiss.statement)} of ${policyWords(nearMiss.policy)}: ${failed.join('; ')}`;
}
