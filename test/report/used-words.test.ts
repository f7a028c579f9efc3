import { policyProblems, unknownReasons, unreadableReasons } from '../../src/judging/reasons';
import { fixTexts } from '../../src/report/sentences/fixes/fix-notes';
import { stepTexts } from '../../src/report/sentences/unknowns/step-unknowns';
import { verdictTexts } from '../../src/report/sentences/verdict-notes';
import { sourcesIn } from '../setup/sources';

// That a code has its words the compiler sees, and of layers the contract suite what they say. Here: that somebody says it.
const declares = [
  'src/request/unknowns.ts',
  'src/verdict/types.ts',
  'src/verdict/verdict.ts',
  'src/judging/reasons.ts',
  'src/verdict/fixes/fix-notes.ts',
];
const texts = ['engine', 'request', 'evidence', 'judging', 'layers', 'verdict', 'scenario']
  .flatMap((room) => sourcesIn(`src/${room}`))
  .concat(sourcesIn('src').filter(({ path }) => /^src\/[^/]+$/.test(path)))
  .filter(({ path }) => !declares.includes(path) && path !== 'src/engine/types.ts' && !path.endsWith('/cases.ts'))
  .map(({ text }) => text);

test.each(Object.entries({ stepTexts, verdictTexts, fixTexts, unknownReasons, unreadableReasons, policyProblems }))(
  'every code of %s is said',
  (_, words) => {
    const unsaid = Object.keys(words).filter((code) => texts.every((text) => !text.includes(`'${code}'`)));
    expect(unsaid).toEqual([]);
  },
);
