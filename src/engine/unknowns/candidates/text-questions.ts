/** What the rules ask of the text of a key, as the search for texts takes it. */
import type { PlainArn } from '../../arn-pattern';
import { partsOf, type KeyUse } from './key-use';
import type { PlacedPart, RoleOfUnknownPath } from '../open-keys';
import { listOf, TextLists, type PatternList } from '../texts/text-lists';
import type { Question, Test } from '../texts/questions';
import { freshLetter, type Search } from '../texts/witness-search';

/** `each`: every list is asked for by itself, as for one of several values of a key. */
export function textQuestions(use: KeyUse, each: boolean): Omit<Search, 'budget'> {
  const { key, together, shared, joint, texts } = use;
  const lists = new TextLists();
  const rules = each
    ? partsOf(use).map((part) => [[part]])
    : [...together, ...[...shared, ...joint.map(only)].map(only)];
  const literals = [...texts.literals].map((text) => ({ is: 'exact', text }) as const);
  const more = [
    ...texts.apart.all,
    ...texts.tried.all,
    ...(literals.length > 0 ? [{ patterns: literals, ignoreCase: false }] : []),
  ];
  const questions = [
    ...rules.map((one) => questionOf(one, lists)),
    ...more.map((list): Question => [[{ list: lists.indexOf(list), negated: false }]]),
  ];
  const required = key.role === undefined ? {} : { required: lists.indexOf(rolesOf(key.role)) };
  const sources = lists.all.flatMap(({ patterns }) => patterns.map(sourceOf));
  return { lists: lists.all, questions, ...required, fresh: freshLetter(sources) };
}

const only = <T>(one: T): readonly T[] => [one];

/** Does any of the rules apply? Those of one list each are asked for as one list. */
function questionOf(rules: readonly (readonly PlacedPart[])[], lists: TextLists): Question {
  const single = new Map<boolean, PlainArn[]>();
  const question: (readonly Test[])[] = [];
  for (const tests of rules.flatMap((parts) => testsOf(parts))) {
    const [first, ...others] = tests;
    if (first !== undefined && others.length === 0 && !first.negated) {
      single.set(first.list.ignoreCase, [...(single.get(first.list.ignoreCase) ?? []), ...first.list.patterns]);
    } else question.push(tests.map(({ list, negated }) => ({ list: lists.indexOf(list), negated })));
  }
  for (const [ignoreCase, patterns] of single) {
    question.push([{ list: lists.indexOf({ patterns, ignoreCase }), negated: false }]);
  }
  return question;
}

type ListTest = { readonly list: PatternList; readonly negated: boolean };

/** The tests that must all hold, as one item; none, if no text can meet them. */
function testsOf(parts: readonly PlacedPart[]): readonly (readonly ListTest[])[] {
  const tests: ListTest[] = [];
  for (const { part, context } of parts) {
    const { condition } = part;
    if (condition === undefined) continue;
    const { family, negated } = condition.operator;
    if (family === 'null' && condition.matchSeen('', context) !== true) return [];
    const list = listOf(condition, context);
    if (list !== undefined) tests.push({ list, negated });
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
