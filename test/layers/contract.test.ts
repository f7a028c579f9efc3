import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../src/evidence/define';
import type { AnyLayer } from '../../src/layers/define';
import type { UnknownText, Words } from '../../src/judging/define-words';
import { sharedWords } from '../../src/judging/words';
import type { Answer, Judgement, ReadingsOf, Reads } from '../../src/judging/types';
import { absent, subjectOf, unread, type Case } from '../../src/judging/cases/cases';
import { compareNearness } from '../../src/engine/explain';
import type { StatementExplanation } from '../../src/engine/types';
import { speechOf, type Speech } from '../../src/report/sentences/speech';
import type { Coded } from '../../src/request/coded';
import { inFile } from '../setup/in-file';
import { root } from '../setup/sources';

// One suite for every layer. A new layer brings `cases.ts` in its folder and no test file.

type Readings = ReadingsOf<Reads>;
const folder = join(root, 'src/layers');
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.ts')))
  .map(({ name }) => name);

test('the registry holds every folder once, under its own name', () => {
  const { layers } = load(join(folder, 'index')) as { layers: readonly AnyLayer[] };
  expect(inFile('src/layers/index.ts', layers.map(({ id }) => id).sort())).toEqual(
    inFile('src/layers/index.ts', [...folders].sort()),
  );
});

test('every code that layers share words for is said by one of them, and no code has words twice', () => {
  const { layers } = load(join(folder, 'index')) as { layers: readonly AnyLayer[] };
  // Nobody asks what a layer says that takes no part, or whose check throws.
  const said = new Set(['does-not-apply', 'crashed', ...folders.flatMap((name) => [...codesSaidBy(name)])]);
  expect(codesOf(sharedWords).filter((code) => !said.has(code))).toEqual([]);
  const all = [sharedWords, ...layers.map(({ words }) => words)].flatMap(codesOf);
  expect(all.filter((code, at) => all.indexOf(code) !== at)).toEqual([]);
});

describe.each(folders)('%s', (name) => {
  const layer = cardIn(name);
  const cases = casesIn(name);
  const asked = cases.filter(({ outcome }) => outcome !== 'does not apply');

  const inCases = (value: unknown) => inFile(`src/layers/${name}/cases.ts`, value);

  test('it has cases', () => expect(inCases(asked.length > 0)).toEqual(inCases(true)));

  test('the card is complete', () => {
    expect(layer.id).toBe(name);
    // One name, as a heading and in a sentence.
    const bare = layer.name.replace(/^the /, '');
    expect(bare.charAt(0).toUpperCase() + bare.slice(1)).toBe(layer.title);
    expect(layer.docs).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    const grantsOfAResource = layer.kind === 'grant' && layer.side !== 'principal' && layer.side !== 'key';
    expect(layer.grantForm !== undefined).toBe(grantsOfAResource);
  });

  if (cases.length > 0)
    test.each(cases.map((row) => [row.when, row] as const))('when %s', (_, row) => {
      const subject = subjectOf(row);
      expect(layer.appliesTo(subject)).toBe(row.outcome !== 'does not apply');
      if (row.outcome === 'does not apply') return;
      expectAnswer(layer.check(subject, readingsOf(layer, row)), row);
    });

  test('every outcome that it can return has a case', () => {
    const reached = new Set<string>();
    for (const answer of answersToMixtures(layer, asked)) reached.add(answer.outcome);
    const shown = new Set<string>(asked.map(({ outcome }) => outcome));
    expect(inCases([...reached].filter((outcome) => !shown.has(outcome)))).toEqual(inCases([]));
  });

  test('an answer can be explained, and an unknown one says what is open and why', () => {
    for (const answer of answersToMixtures(layer, asked)) {
      expect(answer.explain().nearMisses.length).toBeLessThanOrEqual(10);
      if (answer.outcome !== 'unknown') continue;
      expect(answer.possible.length).toBeGreaterThan(0);
      expect(answer.unknowns.length).toBeGreaterThan(0);
    }
  });

  test('all that it says can be told to people, with every fact that the sentence needs', () => {
    const wrong = new Set<string>();
    const speech = speechOf([layer]);
    for (const answer of answersToMixtures(layer, asked)) for (const one of saidBadly(answer, speech)) wrong.add(one);
    expect([...wrong]).toEqual([]);
  });

  test('every code that it has words for is said', () => {
    const file = `src/layers/${name}/words.ts`;
    expect(
      inFile(
        file,
        codesOf(layer.words).filter((code) => !codesSaidBy(name).has(code)),
      ),
    ).toEqual(inFile(file, []));
  });

  test('it names the statements that decide, and what almost allowed, the nearest first', () => {
    const wrong = new Set<string>();
    for (const answer of answersToMixtures(layer, asked)) for (const one of explainedBadly(answer)) wrong.add(one);
    expect([...wrong]).toEqual([]);
  });

  test('a reading that fails never rules out the truth', () => {
    const ruledOut: unknown[] = [];
    for (const row of asked.filter(({ changedSince }) => changedSince !== true)) {
      const subject = subjectOf(row);
      const readings = readingsOf(layer, row);
      const truth = openTo(layer, layer.check(subject, readings));
      for (const lost of subsets(Object.keys(layer.reads))) {
        const left = { ...readings, ...Object.fromEntries(lost.map((read) => [read, unread])) } as Readings;
        const possible = openTo(layer, layer.check(subject, left));
        const missing = truth.filter((one) => !possible.includes(one));
        if (missing.length > 0) ruledOut.push({ when: row.when, lost, missing });
      }
    }
    expect(ruledOut).toEqual([]);
  });

  test('a check changes nothing and answers the same again', () => {
    for (const row of asked) {
      const subject = deepFreeze(subjectOf(row));
      const readings = deepFreeze(readingsOf(layer, row));
      const [first, second] = [layer.check(subject, readings), layer.check(subject, readings)];
      expect({ ...first, explain: first.explain() }).toEqual({ ...second, explain: second.explain() });
    }
  });
});

function expectAnswer(answer: Answer, row: Case): void {
  const { notes, setting, decided } = answer.explain();
  expect(answer.outcome).toBe(row.outcome);
  const coded = [...notes, ...(answer.outcome === 'unknown' ? answer.unknowns : [])];
  for (const [code, facts] of Object.entries(row.facts ?? {})) {
    expect(coded.find((one) => one.code === code)?.facts).toEqual(facts);
  }
  for (const code of row.without ?? []) expect(notes.map((note) => note.code)).not.toContain(code);
  for (const code of row.notes ?? []) expect(notes.map((note) => note.code)).toContain(code);
  if (row.setting !== undefined) expect(setting).toBe(row.setting);
  if (row.statements !== undefined) {
    const named = answer.statements.length > 0 ? answer.statements : decided.map(({ statement }) => statement);
    expect(named.map(({ sid, index }) => sid ?? `#${index}`)).toEqual(row.statements);
  }
  if (answer.outcome === 'unknown') {
    const codes = answer.unknowns.map(({ code }) => code);
    for (const code of row.unknowns ?? []) expect(codes).toContain(code);
    if (row.mayBe !== undefined) expect([...new Set(answer.possible.map(outcomeOf))].sort()).toEqual(row.mayBe);
    return;
  }
  const { judgement } = answer;
  expect(judgement.applies).toBe(answer.outcome !== 'not-applicable');
  if (answer.outcome === 'denies') expect(judgement.denies).toBe(true);
  if (answer.outcome === 'allows') expect([judgement.denies, judgement.allows]).toEqual([false, true]);
  if (answer.outcome === 'does-not-allow') expect([judgement.denies, judgement.allows]).toEqual([false, false]);
  if (row.denies !== undefined) expect(judgement.denies).toBe(row.denies);
  if (row.allows !== undefined) expect(judgement.allows).toBe(row.allows);
  if (row.effects !== undefined) expect(judgement.effects ?? []).toEqual(row.effects);
  if (row.reaches !== undefined) expect([...(judgement.reaches ?? [])].sort()).toEqual([...row.reaches].sort());
}

const outcomeOf = ({ denies, allows }: Judgement) => (denies ? 'denies' : allows ? 'allows' : 'does-not-allow');

const codesOf = ({ notes, unknowns }: Words): readonly string[] => [...Object.keys(notes), ...Object.keys(unknowns)];

const said = new Map<string, ReadonlySet<string>>();
function codesSaidBy(name: string): ReadonlySet<string> {
  const known = said.get(name);
  if (known !== undefined) return known;
  const codes = new Set<string>();
  const rows = casesIn(name).filter(({ outcome }) => outcome !== 'does not apply');
  for (const answer of answersToMixtures(cardIn(name), rows)) for (const { code } of saidIn(answer)) codes.add(code);
  said.set(name, codes);
  return codes;
}

const saidIn = (answer: Answer): readonly Coded[] => [
  ...answer.explain().notes,
  ...(answer.outcome === 'unknown' ? answer.unknowns : []),
];

const sentencesOf = ({ what, why, remedy }: UnknownText): readonly string[] => [what, why, remedy];

/** Sentences that lack a fact, and codes and facts that are none. */
function* saidBadly(answer: Answer, speech: Speech): Generator<string> {
  const { notes, setting = 'none' } = answer.explain();
  const unknowns = answer.outcome === 'unknown' ? answer.unknowns : [];
  const sentences = [...notes.map(speech.note), ...unknowns.flatMap((one) => sentencesOf(speech.unknown(one)))];
  for (const sentence of sentences) if (/`\?`|``|undefined/.test(sentence)) yield sentence;
  if (setting === '') yield 'an empty setting';
  for (const one of [...notes, ...unknowns]) {
    const facts = Object.values(one.facts);
    if (!/^[a-z0-9-]+$/.test(one.code) || facts.some((fact) => typeof fact !== 'string')) yield JSON.stringify(one);
  }
  for (const { code, facts } of unknowns as readonly Coded[]) {
    const isWhole = /^[a-z-]+$/.test(facts['why'] ?? '') && (facts['read'] ?? facts['policy'] ?? '') !== '';
    if (code === 'unreadable' && !isWhole) yield JSON.stringify(facts);
  }
}

/** Statements that did not decide, and near misses that are none, or in another order. */
function* explainedBadly(answer: Answer): Generator<string> {
  const { outcome, statements } = answer;
  const { decided, nearMisses } = answer.explain();
  const named = JSON.stringify(statements);
  if (named !== JSON.stringify(decided.map(({ statement }) => statement))) yield `${named} did not decide`;
  const effect = outcome === 'denies' ? 'Deny' : 'Allow';
  for (const one of decided) {
    const decides = outcome === 'unknown' || (one.result === 'matches' && one.statement.effect === effect);
    if (!decides || one.result === 'does-not-match' || !isExplained(one)) yield `decided: ${JSON.stringify(one)}`;
  }
  for (const one of nearMisses) {
    const isMiss = one.result !== 'matches' && one.statement.effect === 'Allow';
    if (!isMiss || !isExplained(one)) yield `near miss: ${JSON.stringify(one)}`;
  }
  const isNearestFirst = nearMisses.every((miss, at) => at === 0 || compareNearness(nearMisses[at - 1]!, miss) <= 0);
  if (!isNearestFirst) yield `not the nearest first: ${JSON.stringify(nearMisses)}`;
  const mayLack =
    answer.outcome === 'unknown' ? answer.possible.some(({ allows }) => !allows) : outcome === 'does-not-allow';
  if (!mayLack && nearMisses.length > 0) yield `an Allow that nobody lacks: ${JSON.stringify(nearMisses[0])}`;
}

function isExplained({ statement, elements, json }: StatementExplanation): boolean {
  const effect = (json as { readonly Effect?: unknown }).Effect;
  return statement.policy !== '' && statement.index > 0 && elements.length > 1 && effect === statement.effect;
}

/** Each case's request with each other case's evidence: more allAccounts than the table names. */
function* answersToMixtures(layer: AnyLayer, rows: readonly Case[]): Generator<Answer> {
  for (const row of rows) {
    const subject = subjectOf(row);
    for (const other of rows) yield layer.check(subject, readingsOf(layer, other));
    yield layer.check(subject, everyReading(layer, absent));
    yield layer.check(subject, everyReading(layer, unread));
  }
}

/** The judgements that an answer leaves open, as far as `decide` tells them apart. */
function openTo(layer: AnyLayer, answer: Answer): readonly string[] {
  const judgements = answer.outcome === 'unknown' ? answer.possible : [answer.judgement];
  return judgements.map((judgement) => essence(layer, judgement));
}

function essence({ kind }: AnyLayer, { denies, allows, effects = [] }: Judgement): string {
  const grants = kind === 'grant' || kind === 'limit' ? `, allows ${allows}` : '';
  return `denies ${denies}${grants}${kind === 'modifier' ? `, ${JSON.stringify(effects)}` : ''}`;
}

function subsets(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
    [[]],
  );
}

function readingsOf(layer: AnyLayer, { when, evidence = {} }: Case): Readings {
  const strange = Object.keys(evidence).filter((read) => !(read in layer.reads));
  if (strange.length > 0) throw new Error(`case "${when}" states what the layer does not read: ${strange.join(', ')}`);
  return { ...everyReading(layer, absent), ...evidence };
}

function everyReading({ reads }: AnyLayer, reading: Reading<unknown>): Readings {
  return Object.fromEntries(Object.keys(reads).map((read) => [read, reading]));
}

/** None, rather than a suite that fails as a whole, where a layer has no table. */
function casesIn(name: string): readonly Case[] {
  const path = join(folder, name, 'cases');
  return existsSync(`${path}.ts`) ? (load(path) as { cases: readonly Case[] }).cases : [];
}

function cardIn(name: string): AnyLayer {
  const exported: unknown[] = Object.values(load(join(folder, name, 'index')) as object);
  const cards = exported.filter((value): value is AnyLayer => typeof (value as AnyLayer | null)?.check === 'function');
  if (cards.length !== 1) throw new Error(`src/layers/${name}/index.ts exports ${cards.length} cards, not one`);
  return cards[0]!;
}

/** The tables make the tests, so they are loaded before any test runs. */
function load(path: string): unknown {
  return require(path);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
