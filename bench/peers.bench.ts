import { microsecondsOfEach } from './cpu';
import type { Bench, Measurement } from './define';
import { casbin } from './peers/casbin';
import { cedar } from './peers/cedar';
import { closures } from './peers/closures';
import { culprit } from './peers/culprit';
import { question } from './peers/question';

const peers = { closures, culprit, cedar, casbin };
type Name = keyof typeof peers;
const names: Readonly<Record<Name, string>> = {
  closures: 'bare closures',
  culprit: 'Culprit',
  cedar: 'Cedar (WebAssembly)',
  casbin: 'casbin',
};

/** At most so much of what Culprit takes; it explains, and they do not. */
const mostOfCedar = 0.5;
const mostOfCasbin = 0.5;
/** Against bare closures, where there are many statements: what is then left is the cost of a statement. */
const mostOfClosures = 10;

/** One authorization against other engines, in the same run: policies at hand, microseconds of the processor. */
const bench: Bench = async () => {
  const measurements: Measurement[] = [];
  for (const statements of [1, 10, 100, 1000]) measurements.push(...(await comparedWith(statements)));
  return measurements;
};
export default bench;

async function comparedWith(statements: number): Promise<readonly Measurement[]> {
  const asked = question(statements);
  const runs = await Promise.all(
    (Object.keys(peers) as Name[]).map(async (name) => {
      const decide = await peers[name](statements);
      if (!decide(asked) || decide({ ...asked, team: 'nobody' })) throw new Error(`${names[name]} decides otherwise`);
      return [name, () => decide(asked)] as const;
    }),
  );
  const took = microsecondsOfEach(Object.fromEntries(runs) as Record<Name, () => unknown>);
  const title = `${statements.toLocaleString('en')} ${statements === 1 ? 'statement' : 'statements'}`;
  return (Object.keys(peers) as Name[]).map((name) => ({
    what: `${title}: ${names[name]}`,
    value: `${shown(took[name])} µs, ${shown(took[name] / took.culprit)} of Culprit`,
    ...boundOf(name, statements, took),
  }));
}

function boundOf(name: Name, statements: number, took: Readonly<Record<Name, number>>): Pick<Measurement, 'bound'> {
  const ratio = took.culprit / took[name];
  switch (name) {
    case 'cedar':
      return { bound: { says: `Culprit takes at most ${mostOfCedar} of it`, holds: ratio <= mostOfCedar } };
    case 'casbin':
      // With one or a few statements most is what Culprit takes for its layers.
      if (statements < 100) return {};
      return { bound: { says: `Culprit takes at most ${mostOfCasbin} of it`, holds: ratio <= mostOfCasbin } };
    case 'closures':
      if (statements < 1000) return {};
      return { bound: { says: `Culprit takes at most ${mostOfClosures} times it`, holds: ratio <= mostOfClosures } };
    case 'culprit':
      return {};
  }
}

const shown = (number: number) => number.toLocaleString('en', { maximumSignificantDigits: 3 });
