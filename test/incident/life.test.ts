import {
  eventMeanings,
  incidentEvents,
  incidentStates,
  transitionOf,
  transitions,
} from '../../src/incident/life/transitions';

test('the table has each state and event at most once', () => {
  const names = transitions.map(({ from, on }) => `${from} ${on}`);
  expect(new Set(names).size).toBe(names.length);
});

test('every state and every event occurs, and every event has a meaning', () => {
  expect(new Set(transitions.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(incidentStates));
  expect(new Set(transitions.map(({ on }) => on))).toEqual(new Set(incidentEvents));
  expect(Object.keys(eventMeanings)).toEqual([...incidentEvents]);
});

test('nothing becomes new again', () => {
  expect(transitions.filter(({ to }) => to === 'new')).toEqual([]);
});

test('every state but new can be left for closed', () => {
  const reaches = new Set<string>(['closed']);
  for (const _ of incidentStates) for (const { from, to } of transitions) if (reaches.has(to)) reaches.add(from);
  expect(reaches).toEqual(new Set(incidentStates));
});

test.each([
  ['open', 'denied'],
  ['open', 'investigated'],
  ['quiet', 'denied'],
  ['quiet', 'investigated'],
  ['silenced', 'denied'],
  ['silenced', 'investigated'],
  ['closed', 'denied'],
  ['quiet', 'aged'],
  ['silenced', 'allowed'],
  ['silenced', 'denied-otherwise'],
] as const)('%s + %s posts nothing', (from, on) => expect(transitionOf(from, on)?.notice).toBe('none'));

test('only an investigation opens or reopens, but for what went on under a silence', () => {
  const opening = transitions.filter(({ notice }) => notice === 'opened' || notice === 'reopened');
  expect(opening.map(({ from, on }) => `${from} ${on}`)).toEqual([
    'new investigated',
    'closed investigated',
    'silenced denied-while-silenced',
  ]);
});
