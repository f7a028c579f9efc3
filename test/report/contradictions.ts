/** Laws: status, exit code, headline, certainty and card of a report say the same. */
import { codeOf } from '../../cli/commands/investigate';
import { codeOfAnswer } from '../../cli/question/expected';
import type { Report } from '../../src/report/contract';

/** `asked`: somebody asks whether it is allowed; nothing was denied. */
export function contradictionsIn(report: Report, asked = false): readonly string[] {
  return Object.entries(laws).flatMap(([law, holds]) => (holds({ report, asked }) ? [] : [law]));
}

/** What a headline claims, by its words. */
export const claims = {
  allowed: / is allowed by the policies as they are\.$/,
  'allowed now': / was denied(?:, AWS says `.*`)?, and the policies as they are now allow it: /,
  'denied by one, allowed now': / was denied by .*\. The policies as they are now allow it: /,
  'denied by one':
    / (is denied by|is allowed by nothing in|can only have been denied by|was denied, AWS says, by|is denied, perhaps by) /,
  'denied by one of several': / (is|was) denied(, AWS says,)? by .*: by which is not determined\.$/,
  'perhaps denied by one': / may have been denied by .*; not everything that would confirm it could be read\.$/,
  open: /^It is not determined (what denied|whether) /,
} as const;
type Claim = keyof typeof claims;

export function claimOf({ verdict }: Report): Claim | 'nothing' {
  // The headline of one of several begins as that of one does.
  const order: readonly Claim[] = ['denied by one of several', 'denied by one, allowed now'];
  const names = [...order, ...(Object.keys(claims) as Claim[])];
  return names.find((name) => claims[name].test(verdict.headline)) ?? 'nothing';
}

interface Reported {
  readonly report: Report;
  readonly asked: boolean;
}

/** What each status may claim, with how many causes, and the exit code that goes with it. */
function expectedOf({ report, asked }: Reported): { readonly claim: Claim; readonly exit: number } {
  const { status, rootCauses } = report.verdict;
  const isOne = rootCauses.length === 1;
  switch (status) {
    case 'allowed':
      return { claim: 'allowed', exit: 0 };
    case 'would-be-allowed-now':
      return isOne ? { claim: 'denied by one, allowed now', exit: 0 } : { claim: 'allowed now', exit: 4 };
    case 'denied':
      return isOne ? { claim: 'denied by one', exit: 0 } : { claim: 'denied by one of several', exit: asked ? 0 : 4 };
    case 'inconclusive':
      return { claim: isOne ? 'perhaps denied by one' : 'open', exit: 4 };
  }
}

const cardHeadlines = {
  allowed: / can /,
  'would-be-allowed-now': / could not .*, and can now$/,
  denied: / cannot (?!.*: cause not certain$)/,
  inconclusive: / cannot .*: cause not certain$|^Not certain whether .* can /,
};

const unsure =
  /possible but not certain|AWS names another reason|AWS says|perhaps by|may have been|now allow it|not everything/;

const laws: Readonly<Record<string, (found: Reported) => boolean>> = {
  'the headline claims what the status says': (found) => claimOf(found.report) === expectedOf(found).claim,
  'the exit code is 0 where one cause is named, or a question decided, and 4 elsewhere': (found) =>
    (found.asked ? codeOfAnswer(found.report, undefined) : codeOf(found.report)) === expectedOf(found).exit,
  'the headline of the card says it too': ({ report: { card, verdict } }) =>
    cardHeadlines[verdict.status].test(card.headline),
  'the card names who denied where the headline does, and only perhaps where that does': ({ report }) => {
    const claim = claimOf(report);
    const labels = report.card.lines.map(({ label }) => label);
    const isSure = labels.includes('Denied by') || labels.includes('Missing');
    if (claim === 'open' || claim === 'perhaps denied by one' || claim === 'denied by one of several') return !isSure;
    if (claim === 'denied by one') return isSure || labels[0] === 'Perhaps';
    return !labels.includes('Perhaps');
  },
  'the verdict is as certain as its first cause': ({ report: { verdict } }) =>
    verdict.rootCauses.length === 0 || verdict.certainty === verdict.rootCauses[0]?.certainty,
  'what is not decided is possible at most': ({ report: { verdict } }) =>
    verdict.status !== 'inconclusive' || verdict.certainty === 'possible',
  'where nobody denied, no cause is named and nobody suspected': ({ report: { verdict } }) =>
    verdict.status !== 'allowed' || (verdict.rootCauses.length === 0 && verdict.suspects.length === 0),
  'a headline that is not sure says so': ({ report: { verdict } }) =>
    verdict.certainty !== 'possible' || verdict.rootCauses.length !== 1 || unsure.test(verdict.headline),
};
