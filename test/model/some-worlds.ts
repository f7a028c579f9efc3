/** Worlds by chance: some of those that a scenario of any size may stand for, where there is no time for all. */
import { fill, statementsIn, substringsOf, type PartialScenario } from './brute-force';
import { mentionedIn } from './mentioned';
import type { Scenario } from './scenario';
import { slotsOf, type Axis } from './unknown-slots';
import type { HiddenScenario } from './generate-hidden';

export function* someWorlds(hidden: HiddenScenario, most: number): Generator<Scenario> {
  const axes = [...slotsOf(hidden.partial), ...hiddenKeys(hidden)];
  const next = numbers();
  for (let left = most; left > 0; left -= 1) {
    const chosen = axes.map(({ paths, values }): Axis => ({ paths, values: [values[next(values.length)]] }));
    yield fill([hidden.partial], chosen)[0] as Scenario;
  }
}

/** What describes the caller is the same to S3 and to KMS. */
const aboutTheCaller = /^aws:(principal|userid|username|sourceidentity|tokenissuetime|multifactorauth|sourceip)/i;

function hiddenKeys({ scenario, partial }: HiddenScenario): readonly Axis[] {
  const { request, kms } = partial as PartialScenario & { readonly request: Unknowing; readonly kms?: Unknowing };
  const sides = kms === undefined ? ['request'] : ['request', 'kms'];
  const open = mentionedIn(scenario).filter((key) => request.unknownContext.some((one) => covers(one, key)));
  const named = substringsOf(scenario.request.resource.split(':').slice(5).join(':'));
  return open.flatMap((key): readonly Axis[] => {
    const before = [scenario.request.context, scenario.kms?.context ?? {}].map((context) => context[key]);
    const isVariable = JSON.stringify(statementsIn(scenario)).toLowerCase().includes(`\${${key.toLowerCase()}`);
    const values = [undefined, ...before, ...near(scenario, key), ...(isVariable ? named : [])];
    const paths = sides.map((side) => [side, 'context', key]);
    return aboutTheCaller.test(key) ? [{ paths, values }] : paths.map((path) => ({ paths: [path], values }));
  });
}

interface Unknowing {
  readonly unknownContext: readonly string[];
}

const covers = (pattern: string, key: string): boolean =>
  pattern.endsWith('*')
    ? key.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase())
    : pattern.toLowerCase() === key.toLowerCase();

/** What conditions want of the key, on both sides of each limit, and what nothing wants. */
function near(scenario: Scenario, key: string): readonly unknown[] {
  const wanted = statementsIn(scenario)
    .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.entries))
    .filter(([name]) => name.toLowerCase() === key.toLowerCase())
    .flatMap(([, value]) => [value].flat().map(String));
  const texts = wanted.flatMap((text) => [text, fit(text, 'q'), fit(text, ''), text.replace(/\/\d+$/, '')]);
  const numbers = wanted.filter((text) => /^[\d.]+$/.test(text)).map(Number);
  const times = wanted.filter((text) => /^\d{4}-/.test(text)).map((text) => Date.parse(text));
  return [
    ...texts,
    ...wanted.map((text) => [text]),
    ...numbers.flatMap((number) => [String(number + 1), String(number - 1)]),
    ...times.flatMap((at) => [new Date(at + 1_000), new Date(at - 1_000)].map((date) => date.toISOString())),
    ...['zz', 'true', 'false', '198.18.0.7', '2001:db8:eeee::1', ['zz']],
  ];
}

const fit = (pattern: string, many: string): string => pattern.replaceAll('*', many).replaceAll('?', 'q');

/** The same numbers each time, below what is asked for. */
function numbers(): (bound: number) => number {
  let state = 403;
  return (bound) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * bound);
  };
}
