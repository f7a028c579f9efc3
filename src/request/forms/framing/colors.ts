/** Takes the colours out of what a terminal showed (`jq -C`, Terraform), wherever the pieces were cut; no JSON has their sign. */
import { stripVTControlCharacters } from 'node:util';

export function withoutColors(): (piece: string) => string {
  let held = '';
  return (piece) => {
    const text = held + piece;
    held = '';
    if (!text.includes(ESCAPE)) return text;
    // The rest of a sequence comes with the next piece.
    const last = text.slice(text.lastIndexOf(ESCAPE));
    const open = /^.(?:\[[\d;]{0,20})?$/.test(last) ? last : '';
    held = open;
    return stripVTControlCharacters(text.slice(0, text.length - open.length));
  };
}

const ESCAPE = '\u001B';
