import type { Difference } from '../../../verdict/intermittent/compare';
import type { Verdict } from '../../../verdict/verdict';
import { quote } from '../../clean';
import type { Report } from '../../contract';

/** How the denied call differs from those that succeeded. */
export function spokenIntermittent({ intermittent }: Pick<Verdict, 'intermittent'>): Report['intermittent'] {
  if (intermittent === undefined) return undefined;
  const { differences, ...rest } = intermittent;
  return {
    ...rest,
    differences: differences.map((one) => ({ ...one, summary: differenceSentence(one, rest.successes) })),
  };
}

function differenceSentence({ facet, denied, allowed, decision, element }: Difference, successes: number): string {
  const others = allowed.map(valueWords).join(', ');
  const count = successes === 1 ? 'the call that succeeded has' : `the ${successes} calls that succeeded have`;
  const by = element === undefined ? '' : ` (${quote(element)})`;
  const decided = decision === 'allowed' ? ` With that alone it is decided to be allowed${by}.` : '';
  return `${facetWords[facet]}: denied with ${valueWords(denied)}; ${count} ${others}.${decided}`;
}

const valueWords = (value: string | null): string => (value === null ? 'none' : quote(value, 120));

const facetWords = {
  key: 'Object',
  network: 'Network',
  session: 'Session',
  agent: 'User agent',
  encryption: 'Encryption headers',
  time: 'Time',
} as const;
