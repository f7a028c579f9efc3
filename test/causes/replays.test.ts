/** A replay gives the report of the live run, byte for byte, without being told who reads the organization. */
import { openSession } from '../../src/evidence/session/session';
import { investigate } from '../../src/investigate';
import { deniedIn, investigateIn, type Event } from '../account/investigate';
import type { World } from '../account/description';
import { worlds } from '../cli/sample-worlds';
import { sample } from '../request/samples';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';
import { fixtures } from './all-fixtures';
import { careless } from './careless/all';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
atTheTime(now);

const all: readonly (readonly [string, World, Event])[] = [
  ...fixtures.map(({ title, world, event }) => [title, world, event] as const),
  ...fixtures.map(({ title, twin, world, event }) => {
    return [`${title}; not where ${twin.title}`, twin.world ?? world, twin.event ?? event] as const;
  }),
  ...careless.map(({ title, world, event }) => [title, world, event] as const),
  ...Object.entries(worlds).map(([name, world]) => [name, world, sample(name).detail] as const),
];

test.each(all)('%s', async (_, world, event) => {
  const { report, recording } = await investigateIn(world, event, { now });
  const denied = deniedIn(event);
  const { headObject = false } = world;
  const replay = openSession({
    region: denied.region,
    headObject,
    accountRoleName: 'culprit-reader',
    replay: recording,
  });
  expect(JSON.stringify(await investigate(denied, replay, { now }), null, 1)).toBe(JSON.stringify(report, null, 1));
});
