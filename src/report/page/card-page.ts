/** The short page: only what is needed to act. */
import { quote } from '../clean';
import type { Report } from '../contract';
import type { Block } from './block';
import { cardFixBlock } from './fix-blocks';
import { shownCauses } from './open-items';
import type { PageOptions } from './page-options';
import { statementBlock } from './statement';

type BlockOf<Kind extends Block['is']> = Extract<Block, { readonly is: Kind }>;
export type CardPageBlock = BlockOf<'card' | 'statement' | 'code' | 'links' | 'sentence'>;

/** The card, the statement, the calls of the fix where they are too long for the card, and where to go on. */
export function cardPage(report: Report, options: PageOptions = {}): readonly CardPageBlock[] {
  const [cause] = shownCauses(report.verdict);
  return [
    cardBlock(report),
    ...(cause === undefined ? [] : statementBlock(cause)),
    ...cardFixBlock(report),
    ...linksBlock(report),
    ...evidenceBlock(options),
  ];
}

/** A long command would hide the card: half of it must not be pasted, so that none of it is shown. */
export function withoutLongCommands(blocks: readonly CardPageBlock[], mostLines: number): readonly CardPageBlock[] {
  return blocks.map((block) =>
    block.is === 'code' && block.lines.length > mostLines
      ? { is: 'sentence', text: `The command has ${block.lines.length} lines: the full report has it.` }
      : block,
  );
}

const tones = {
  denied: 'denied',
  'would-be-allowed-now': 'unclear',
  inconclusive: 'unclear',
  allowed: 'allowed',
} as const;

export const cardBlock = ({ verdict, card }: Report): BlockOf<'card'> => ({
  is: 'card',
  tone: tones[verdict.status],
  card,
});

export const linksBlock = ({ links }: Report): readonly BlockOf<'links'>[] =>
  links.length === 0 ? [] : [{ is: 'links', links }];

export function evidenceBlock({ evidence }: PageOptions): readonly BlockOf<'sentence'>[] {
  return evidence === undefined ? [] : [{ is: 'sentence', text: `Evidence and JSON report: ${quote(evidence, 400)}` }];
}
