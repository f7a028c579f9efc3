import type { Reader, Reading } from '../../src/evidence/define';
import type { ReadingSession } from '../../src/evidence/session/session';
import { defineWords, type Words } from '../../src/judging/define-words';
import { gather } from '../../src/judging/gather';
import { defineLayer, type Layer } from '../../src/layers/define';
import { request } from '../evidence/requests';

const reader = (id: string, target: Reader<string>['target']): Reader<string> => ({
  id,
  at: 'own',
  region: 'request',
  permissions: [],
  target,
  read: () => Promise.reject(new Error('the session reads')),
});

const noWords: Words = defineWords({});
const layer = (card: Pick<Layer, 'reads'> & Partial<Layer>) =>
  defineLayer({
    id: 'some-layer',
    title: '',
    name: '',
    words: noWords,
    kind: 'state',
    side: 'resource',
    saidAs: [],
    docs: '',
    appliesTo: () => true,
    check: () => {
      throw new Error('nothing is judged here');
    },
    ...card,
  });

function session(read: (id: string, target: string | undefined) => Promise<Reading<unknown>>) {
  const asked: string[] = [];
  const opened: ReadingSession = {
    read: async (one, target) => {
      asked.push(`${one.id} ${target}`);
      return (await read(one.id, target)) as Reading<never>;
    },
    ask: () => Promise.reject(new Error('only reads')),
    ownAccount: () => Promise.resolve(undefined),
    organizationAccount: () => Promise.resolve(undefined),
    now: () => 0,
  };
  return { asked, opened };
}

const found = (value: unknown): Promise<Reading<unknown>> => Promise.resolve({ status: 'found', value });

test('each read is made for each target once', async () => {
  const reads = { bucket: reader('b', ({ action }) => action.split(':')[0]), account: reader('a', () => 'same') };
  const { asked, opened } = session((id, target) => found(`${id}/${target}`));
  expect(await gather(layer({ reads }), request, opened)).toEqual({
    bucket: { s3: { status: 'found', value: 'b/s3' }, kms: { status: 'found', value: 'b/kms' } },
    account: { same: { status: 'found', value: 'a/same' } },
  });
  expect(asked).toHaveLength(3);
});

test('nothing is read for a caller that did not authenticate, but by the layer that S3’s error is of', async () => {
  const { asked, opened } = session(() => found(1));
  const reads = { key: reader('k', ({ action }) => action) };
  const refused = { ...request, errorCode: 'InvalidAccessKeyId' };
  await gather(layer({ reads }), refused, opened);
  expect(asked).toEqual([]);
  await gather(layer({ reads, saidAs: ['InvalidAccessKeyId'] }), refused, opened);
  expect(asked).not.toEqual([]);
});

test('nothing is read for what the layer does not apply to', async () => {
  const { asked, opened } = session(() => found(1));
  const reads = { key: reader('k', ({ action }) => action) };
  const card = layer({ reads, appliesTo: ({ authorization }) => authorization.action.startsWith('kms:') });
  expect(await gather(card, request, opened)).toEqual({ key: { 'kms:Decrypt': { status: 'found', value: 1 } } });
  expect(asked).toEqual(['k kms:Decrypt']);
});

test('an unknown target is not asked about', async () => {
  const { asked, opened } = session(() => found(1));
  expect(await gather(layer({ reads: { none: reader('n', () => undefined) } }), request, opened)).toEqual({ none: {} });
  expect(asked).toEqual([]);
});

test('a read that crashes is a reading, and leaves the others intact', async () => {
  const reads = { bad: reader('bad', () => 't'), good: reader('good', () => 't') };
  const { opened } = session((id) => (id === 'bad' ? Promise.reject(new TypeError('oops')) : found(1)));
  expect(await gather(layer({ reads }), request, opened)).toEqual({
    bad: { t: { status: 'unreadable', why: 'crashed', error: 'TypeError: oops' } },
    good: { t: { status: 'found', value: 1 } },
  });
});

test('a card that crashes is asked as if it applied', async () => {
  const { opened } = session(() => found(1));
  const crashing = layer({
    reads: { one: reader('one', () => 't') },
    appliesTo: () => {
      throw new Error('oops');
    },
  });
  expect(await gather(crashing, request, opened)).toEqual({ one: { t: { status: 'found', value: 1 } } });
});
