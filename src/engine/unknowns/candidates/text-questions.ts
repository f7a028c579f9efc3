/** What the rules ask of the text of a key, as the search for texts takes it. */
import type { PlainArn } from '../../arn-pattern';
import { partsOf, type KeyUse } from './key-use';
import { leastKinds } from './least-kinds';
import type { PlacedPart, RoleOfUnknownPath } from '../open-keys';
import { listOf, TextLists, type PatternList } from '../texts/text-lists';
import type { Question, Test } from '../texts/questions';
import { freshLetter, type Search } from '../texts/witness-search';

export interface TextQuestions extends Omit<Search, 'budget'> {
  /** How many kinds of texts there may be, if all combinations of answers are possible. */
  readonly mostKinds: number;
  /** How many there are at the least. */
  readonly leastKinds: number;
}

/** `each`: every list is asked for by itself, as for one of several values of a key. */
export function textQuestions(use: KeyUse, each: boolean): TextQuestions {
  const { key, together, shared, joint, texts } = use;
  const lists = new TextLists();
  const isLike = (list: PatternList): Question => [[{ list: lists.indexOf(list), negated: false }]];
  const compared = joint.filter((part) => isOn(key.key, part)).map((part) => [[part]]);
  const rules = each ? partsOf(use).map((part) => [[part]]) : [...together, ...shared.map((parts) => [parts])];
  const literals = [...texts.literals].map((text) => ({ is: 'exact', text }) as const);
  const tried = [...texts.tried.all, ...(literals.length > 0 ? [{ patterns: literals, ignoreCase: false }] : [])];
  const asked = [...rules, ...(each ? [] : compared)].map((one) => questionsOf(one, lists));
  const singles = new Set([...asked.flatMap(listOnly), ...texts.apart.all.map((list) => lists.indexOf(list))]);
  const others = asked.filter((one) => listOnly(one).length === 0);
  const mostKinds = 2 ** (singles.size + others.length) + literals.length;
  const questions = [
    ...others.flatMap((one) => one.questions),
    ...[...singles].map((list): Question => [[{ list, negated: false }]]),
    ...tried.map(isLike),
  ];
  const required = key.role === undefined ? {} : { required: lists.indexOf(rolesOf(key.role)) };
  const asking = required.required === undefined ? [...singles].map((list) => lists.all[list] as PatternList) : [];
  const sources = lists.all.flatMap(({ patterns }) => patterns.map(sourceOf));
  return {
    lists: lists.all,
    questions,
    ...required,
    fresh: freshLetter(sources),
    mostKinds,
    leastKinds: leastKinds(asking),
  };
}

const isOn = (key: string, { part: { condition } }: PlacedPart): boolean => condition?.lowerKey === key;

interface Asked {
  readonly questions: readonly Question[];
  /** They are all that the rules ask of the key. */
  readonly isWhole: boolean;
}

/** The list, where nothing else is asked than whether the text matches it, or whether it does not. */
function listOnly({ questions, isWhole }: Asked): readonly number[] {
  const [test, ...others] = questions.flat(2);
  return isWhole && questions.flat().length === 1 && test !== undefined && others.length === 0 ? [test.list] : [];
}

/** Does any of the rules apply? Of a rule that asks for more than texts each text may apply or not: it is asked for by itself. */
function questionsOf(rules: readonly (readonly PlacedPart[])[], lists: TextLists): Asked {
  const asked = rules.map(testsOf);
  const whole = asked.filter((one) => one.isWhole);
  const others = asked.filter(({ isWhole, tests = [] }) => !isWhole && tests.length > 0);
  return {
    questions: [...(whole.length === 0 ? [] : [whole]), ...others.map((one) => [one])].map((of) => anyOf(of, lists)),
    isWhole: whole.length === asked.length,
  };
}

/** Those of one list each are asked for as one list. */
function anyOf(asked: readonly RuleTests[], lists: TextLists): Question {
  const single = new Map<boolean, PlainArn[]>();
  const question: (readonly Test[])[] = [];
  for (const { tests } of asked) {
    const [first, ...others] = tests ?? [];
    if (first !== undefined && others.length === 0 && !first.negated) {
      single.set(first.list.ignoreCase, [...(single.get(first.list.ignoreCase) ?? []), ...first.list.patterns]);
    } else if (tests !== undefined) {
      question.push(tests.map(({ list, negated }) => ({ list: lists.indexOf(list), negated })));
    }
  }
  for (const [ignoreCase, patterns] of single) {
    question.push([{ list: lists.indexOf({ patterns, ignoreCase }), negated: false }]);
  }
  return question;
}

interface RuleTests {
  /** All of them must hold; `undefined`: no text can meet them. */
  readonly tests: readonly { readonly list: PatternList; readonly negated: boolean }[] | undefined;
  /** Nothing else must hold. */
  readonly isWhole: boolean;
}

function testsOf(parts: readonly PlacedPart[]): RuleTests {
  const tests: { list: PatternList; negated: boolean }[] = [];
  let isWhole = true;
  for (const { part, context } of parts) {
    const { condition } = part;
    const isPresence = condition?.operator.family === 'null';
    if (isPresence && condition.matchSeen('', context) !== true) return { tests: undefined, isWhole };
    const list = condition === undefined ? undefined : listOf(condition, context);
    if (list !== undefined) tests.push({ list, negated: condition?.operator.negated === true });
    else if (!isPresence) isWhole = false;
  }
  return { tests, isWhole };
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
