/** Every reader × every form of an answer that cannot be used: unread each time, never a fact that nobody stated. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { speaksJson } from '../account/shapes';
import { useTestCredentials } from '../setup/credentials';
import { cases } from './cases';
import { answersOf, nameOf, read, stage } from './setup';

useTestCredentials();

type Spoil = (answer: WireAnswer, call: WireCall) => WireAnswer;

const body =
  (text: string | ((call: WireCall) => string)): Spoil =>
  (answer, call) => ({ ...answer, body: typeof text === 'string' ? text : text(call) });
/** HeadObject and its like have no body: what they say stands in their headers. */
const bare: Spoil = ({ status }) => ({ status, headers: {}, body: '' });

const spoils: Readonly<Record<string, Spoil>> = {
  'nothing at all': bare,
  'a page for people': body('<html><body><h1>It works!</h1></body></html>'),
  words: body('OK'),
  'a number': body('42'),
  null: body('null'),
  'a list of something else': body(({ service }) => (speaksJson(service) ? '[1,2,3]' : '<List><Item>1</Item></List>')),
  'XML where JSON is spoken, and the other way round': body(({ service }) =>
    speaksJson(service) ? '<Answer><Policy>x</Policy></Answer>' : '{"Answer":{"Policy":"x"}}',
  ),
  'the first half': (answer) => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }),
  'all but the end': (answer) => ({ ...answer, body: answer.body.slice(0, -3) }),
  'texts where there are lists and objects': (answer) => ({
    ...answer,
    body: answer.body.startsWith('{')
      ? JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(answer.body) as object).map((name) => [name, 'x'])))
      : answer.body.replace(
          /(<(\w+Result|\w+Status|\w+Configuration|\w+Controls|\w+Policy|Tagging)[^>]*>).*(<\/\2>)/s,
          '$1x$3',
        ),
  }),
};

const rows = cases.map((one) => [nameOf(one), one] as const);

describe.each(Object.entries(spoils))('%s', (_, spoil) => {
  test.each(rows)('%s is unread, or read as if nothing had been wrong', async (__, one) => {
    const answer = answersOf(one);
    const { reading } = await read(
      one,
      stage(async (call) => (call.operation === 'AssumeRole' ? answer(call) : spoil(answer(call), call))),
    );
    // S3 says by an empty answer that something is off: whose answer it was is not seen.
    const fair = [one.finds, ...(one.emptyMeans === undefined ? [] : [one.emptyMeans])];
    const isFair =
      reading.status === 'found' && fair.some((each) => JSON.stringify(each) === JSON.stringify(reading.value));
    expect(isFair ? 'unreadable' : reading.status).toBe('unreadable');
  });
});
