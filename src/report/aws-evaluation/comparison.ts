/** Our decision beside AWS's own evaluation, in one line, and each difference in one more. */
import { defined } from '../../defined';
import type { AwsComparison, AwsDifference, AwsStatement } from '../../verdict/causes/aws-comparison';
import { quote, quoteAll } from '../clean';
import type { Report } from '../contract';
import type { Speech } from '../sentences/speech';
import { decisionWords, outcomeWords } from '../sentences/words';

type ReportedEvaluation = NonNullable<Report['verdict']['awsEvaluation']>;

export function spokenEvaluation(compared: AwsComparison, speech: Speech): ReportedEvaluation {
  const { showsChecks, effects, matched, differences } = compared;
  const agreement = agreementOf(compared);
  return {
    agreement,
    showsChecks,
    effects,
    statements: matched,
    differences: differences.map((difference) => ({
      ...difference,
      ours: difference.ours.map((one) => ({ ...one, label: speech.labelOf(one.layer) })),
      ...defined({ decision: difference.decision }),
      summary: differenceSentence(difference, speech),
    })),
    ...defined({ captured: compared.captured }),
    summary: summaryOf(compared, agreement, speech),
  };
}

/** For the card: `its own evaluation agrees: statement `Guard` of the service control policies` */
export function evaluationLine(compared: AwsComparison | undefined, speech: Speech): string | undefined {
  if (compared === undefined) return undefined;
  const agreement = agreementOf(compared);
  const says = agreement === 'open' ? 'says ' : '';
  return `its own evaluation ${says}${summaryOf(compared, agreement, speech)}`;
}

function agreementOf({ agreed, differences }: AwsComparison): ReportedEvaluation['agreement'] {
  if (differences.length > 0) return agreed.length > 0 ? 'partly' : 'differs';
  return agreed.length > 0 ? 'agrees' : 'open';
}

function summaryOf(compared: AwsComparison, agreement: ReportedEvaluation['agreement'], speech: Speech): string {
  return `${agreementWords(compared, agreement, speech)}${capturedWords(compared, speech)}`;
}

/** Which policies it was: those that are there now may let it pass. */
function capturedWords({ captured }: AwsComparison, speech: Speech): string {
  if (captured === undefined) return '';
  const now = captured.decisionNow === 'allowed' ? ', and now allow it' : '';
  return `; by ${captured.layers.map(speech.nameOf).join(' and ')} as AWS captured them, which are others today${now}`;
}

function agreementWords(
  { showsChecks, effects, agreed, matched, differences }: AwsComparison,
  agreement: ReportedEvaluation['agreement'],
  speech: Speech,
): string {
  const [first] = differences;
  const names = agreed.map(speech.nameOf).join(' and ');
  const same = matched.length === 0 ? names : `${statementsWords(matched)} of ${names}`;
  const other = first === undefined ? '' : differenceSentence(first, speech);
  switch (agreement) {
    case 'agrees':
      return `agrees: ${same}`;
    case 'partly':
      return `agrees on ${same}, but not otherwise: ${other}`;
    case 'differs':
      return `differs: ${other}`;
    case 'open': {
      const each = effects.map(({ action, effect }) => `${effectWords[effect]} on ${quote(action)}`).join(', ');
      return `${each}${showsChecks ? '' : '; it does not show which policy decided'}`;
    }
  }
}

/** `AWS: explicit deny by its service control policies (statement `Guard`); Culprit: service control policies: allows` */
function differenceSentence({ action, aws, ours, decision }: AwsDifference, { labelOf }: Speech): string {
  const check = aws.check === undefined ? '' : ` by the check ${quote(aws.check)}`;
  const grants = aws.grants === undefined ? '' : ` (grant ${quoteAll(aws.grants)})`;
  const by = aws.statements.length === 0 ? grants : ` (${statementsWords(aws.statements)})`;
  const here =
    decision === undefined
      ? ours.map(({ layer, outcome }) => `${labelOf(layer)} ${outcomeWords[outcome]}`).join(', ')
      : decisionWords[decision];
  return `AWS says ${effectWords[aws.effect]}${check}${by} on ${quote(action)}, Culprit finds: ${here}`;
}

function statementsWords(statements: readonly AwsStatement[]): string {
  const shown = [...new Set(statements.map(({ sid }) => quote(sid)))].slice(0, 3);
  return `statement${shown.length === 1 ? '' : 's'} ${shown.join(', ')}`;
}

const effectWords = {
  ALLOW: 'allow',
  EXPLICIT_DENY: 'explicit deny',
  IMPLICIT_DENY: 'implicit deny',
  NO_IMPACT: 'no impact',
} as const;
