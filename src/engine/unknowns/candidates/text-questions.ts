/** What the rules ask of the text of a key, as the search for texts takes it. */
import type { PlainArn } from '../../arn-pattern';
import type { KeyUse } from './key-use';
import type { PlacedPart, RoleOfUnknownPath } from '../open-keys';
import { listOf, TextLists, type PatternList } from '../texts/text-lists';
import type { Question, Test } from '../texts/questions';
import { freshLetter, type Search } from '../texts/witness-search';

/** `each`: every list is asked for by itself, as for one of several values of a key. */
export function textQuestions(use: KeyUse, each: boolean): Omit<Search, 'budget'> {
  const { key, together, shared, joint, texts } = use;
  const lists = new TextLists();
  const ask = (rules: readonly (readonly PlacedPart[])[]) => rules.flatMap((parts) => ruleOf(parts, lists));
  const asked = [...(each ? [] : [...together, ...shared.map((parts) => [parts])])].map(ask);
  const singly = [...(each ? [...together.flat(2), ...shared.flat()] : []), ...joint].map((part) => ask([[part]]));
  const literals: PatternList = {
    patterns: [...texts.literals].map((text) => ({ is: 'exact', text })),
    ignoreCase: false,
  };
  const more = [...texts.apart.all, ...texts.tried.all, literals].map((list): Question => [
    [{ list: lists.indexOf(list), negated: false }],
  ]);
  const required = key.role === undefined ? {} : { required: lists.indexOf(rolesOf(key.role)) };
  const sources = lists.all.flatMap(({ patterns }) => patterns.map(sourceOf));
  return { lists: lists.all, questions: [...asked, ...singly, ...more], ...required, fresh: freshLetter(sources) };
}

/** As the tests that all must hold; none, if no text can meet them. */
function ruleOf(parts: readonly PlacedPart[], lists: TextLists): Question {
  const tests: Test[] = [];
  for (const { part, context } of parts) {
    const { condition } = part;
    if (condition === undefined) continue;
    const { family, negated } = condition.operator;
    if (family === 'null' && condition.matchSeen('', context) !== true) return [];
    const list = listOf(condition, context);
    if (list !== undefined) tests.push({ list: lists.indexOf(list), negated });
  }
  return [tests];
}

const rolesOf = ({ start, end }: RoleOfUnknownPath): PatternList => ({
  ignoreCase: false,
  patterns: [
    { is: 'exact', text: start + end },
    { is: 'glob', tokens: [start, 1, 0, `/${end}`] },
  ],
});

function sourceOf(pattern: PlainArn): string {
  if (pattern.is === 'fields') return pattern.fields.map((field) => sourceOf(field)).join(':');
  if (pattern.is === 'glob') return pattern.tokens.filter((token) => typeof token === 'string').join('');
  return pattern.is === 'any' ? '' : pattern.text;
}
