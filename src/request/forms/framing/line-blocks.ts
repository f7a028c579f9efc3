/** Lines that are no JSON: those of an access log each by itself, all others together, as a stack trace has many. */
import { isAccessLogLine } from '../../access-log/parse-line';
import type { Frame } from './frame';

export interface LineBlocks {
  readonly add: (text: string, line: number) => readonly Frame[];
  readonly end: () => readonly Frame[];
  readonly isEmpty: () => boolean;
}

const longestBlock = 256 * 1024;

export function lineBlocks(): LineBlocks {
  let block = '';
  let first = 1;

  function end(): readonly Frame[] {
    const text = block.replace(/\n+$/, '');
    const lines = block.split('\n').length - 1;
    block = '';
    // Frames of tables and the brackets that are left of them say nothing.
    return /[\p{L}\p{N}]/u.test(text) ? [{ is: 'text', text, line: first, lines }] : [];
  }

  return {
    add: (text, line) => {
      if (isAccessLogLine(text)) return [...end(), { is: 'text', text, line, lines: 1 }];
      if (block === '') first = line;
      block += `${text}\n`;
      return block.length > longestBlock ? end() : [];
    },
    end,
    isEmpty: () => block === '',
  };
}
