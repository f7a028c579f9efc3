/** A text with denials in any of the forms in which people have them → what each was. */
import { joinDenials } from '../denials/merge';
import { badInput } from '../record/parse';
import type { BadInput } from '../parsed-record';
import type { Frame } from './framing/frame';
import { withoutColors } from './framing/colors';
import { framer } from './framing/frames';
import type { Found } from './form';
import { foundInJson, foundInRow, foundInText } from './open';

export type { Found } from './form';

/** Takes the text piece by piece; never throws, and holds no more than one value of it. */
export interface InputReader {
  readonly push: (piece: string) => readonly Found[];
  readonly end: () => readonly Found[];
}

/** One input: a file, standard input, an object of a bucket. */
export function inputReader(): InputReader {
  const frames = framer();
  const plain = withoutColors();
  const misfits: BadInput[] = [];
  const size = { characters: 0, lines: 1, cut: false, blank: true };
  let isRead = false;

  function take(found: readonly Frame[]): readonly Found[] {
    return found.flatMap((frame) => {
      const inFrame = foundIn(frame);
      if (!isMisfit(frame, inFrame)) {
        const earlier = isRead ? [] : misfits.splice(0);
        isRead = true;
        return [...earlier, ...inFrame];
      }
      if (frame.is === 'cut') size.cut = true;
      if (isRead) return inFrame;
      // Where nothing else can be read, one sentence about the whole is clearer than one for each.
      if (misfits.length < mostMisfits) misfits.push(misfitOf(frame));
      return [];
    });
  }

  return {
    push: (piece) => {
      size.characters += piece.length;
      size.lines += piece.split('\n').length - 1;
      size.blank &&= piece.trim() === '' || piece === '\uFEFF';
      return take(frames.push(plain(piece)));
    },
    end: () => {
      const last = take(frames.end());
      if (isRead) return last;
      if (size.blank)
        return [badInput('empty', 'the input is empty: give a CloudTrail record, or the text of the error')];
      return misfits.length === 0 ? [noRecords()] : [wholeMisfit(size)];
    },
  };
}

const mostMisfits = 1_000;

/** The whole of a text. Records of one denial become one. */
export function parseInput(text: string): readonly Found[] {
  const reader = inputReader();
  return joined([...reader.push(text), ...reader.end()]);
}

/** The pieces of a text as they come. */
export async function* readInput(pieces: AsyncIterable<string>): AsyncGenerator<readonly Found[]> {
  const reader = inputReader();
  for await (const piece of pieces) yield reader.push(piece);
  yield reader.end();
}

function foundIn(frame: Frame): readonly Found[] {
  switch (frame.is) {
    case 'json':
      return foundInJson(frame.text, frame.before);
    case 'row':
      return foundInRow(frame.row);
    case 'text': {
      const found = foundInText(frame.text);
      return found.length > 0 ? found : [misfitOf(frame)];
    }
    case 'cut':
    case 'too-long':
      return [misfitOf(frame)];
  }
}

/** Nothing of it is a form of ours. */
const isMisfit = (frame: Frame, found: readonly Found[]): boolean =>
  frame.is !== 'row' &&
  found.every((one) => one.is === 'bad-input' && (one.code === 'not-json' || one.code === 'truncated'));

function misfitOf(frame: Frame): BadInput {
  const { line } = frame;
  switch (frame.is) {
    case 'cut':
      return badInput('not-json', `line ${line} ends in the middle of the JSON: each line must hold one whole record`);
    case 'too-long':
      return badInput('not-json', `the value that begins in line ${line} is longer than any record`);
    case 'text': {
      const where = frame.lines === 1 ? `line ${line} is` : `lines ${line} to ${line + frame.lines - 1} are`;
      return badInput(
        'not-json',
        `${where} neither JSON nor a line of an access log: each line must hold one whole record`,
      );
    }
    case 'json':
    case 'row':
      return badInput('not-json', `line ${line} is not JSON: each line must hold one whole record`);
  }
}

function wholeMisfit({ characters, lines, cut }: { characters: number; lines: number; cut: boolean }): BadInput {
  const size = `${characters} characters, ${lines} ${lines === 1 ? 'line' : 'lines'}`;
  if (cut)
    return badInput('truncated', `the JSON ends in the middle (${size}): it was cut off, fetch the record again`);
  return badInput(
    'not-json',
    `not JSON, and no error text of S3 (${size}): give a CloudTrail record, an EventBridge event, {"Records": […]}, JSON lines, lines of an S3 server access log, or what the failing tool printed`,
  );
}

const noRecords = (): BadInput => badInput('no-records', 'the input holds no record: its list is empty');

/** Every denial once, in the order of their first records, after what is none. */
function joined(found: readonly Found[]): readonly Found[] {
  const requests = found.flatMap((one) => (one.is === 'denied' ? [one.request] : []));
  const kept = joinDenials(requests);
  if (kept.length === requests.length) return found;
  return [...found.filter(({ is }) => is !== 'denied'), ...kept.map((request) => ({ is: 'denied', request }) as const)];
}
