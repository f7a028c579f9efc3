/** YAML as `--output yaml` of the AWS CLI and `yq` write it: the items of its list one by one, or a document each. */
import { parse } from 'yaml';
import { longestValue, type Frame, type Framer } from './frame';

/** Does the text begin like a document whose names we know? Many a sentence looks like YAML as well. */
export function isYaml(text: string): boolean {
  const line = /^(?:\s|#.*\n|---[ \t]*\n)*([^\r\n]*)/.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '';
  const item = /^(?:- +)*/.exec(line)?.[0] ?? '';
  const rest = line.slice(item.length);
  if (item !== '' && /^['"]\{/.test(rest)) return true;
  const name = /^(["']?)([\w@.-]+)\1:(?:\s|$)/.exec(rest)?.[2];
  return name !== undefined && (names.has(name) || (item !== '' && isSpelledAsRecord(name)));
}

/** What the documents begin with; AWS's tools sort names. */
const names: ReadonlySet<string> = new Set([
  ...['Events', 'events', 'Records', 'records', 'results', 'Messages', 'ResultSet', 'QueryResultRows', 'QueryStatus'],
  ...['NextToken', 'nextBackwardToken', 'nextForwardToken', 'nextToken', 'logEvents', 'searchedLogStreams'],
  ...['eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'additionalEventData', 'awsRegion'],
  ...['AccessKeyId', 'CloudTrailEvent', 'EventId', 'EventName', 'detail', 'detail-type'],
]);
const isSpelledAsRecord = (name: string): boolean =>
  /^(?:eventId|ingestionTime|logStreamName|field|account|version)$/.test(name);

export function yamlFramer(): Framer {
  let text = '';
  let block = '';
  let line = 0;
  let first = 1;
  /** Blanks before the items of the outermost list; absent: the document is no list, or none began yet. */
  let indent: number | undefined;
  let isBeside = false;

  function take(one: string, frames: Frame[]): void {
    line += 1;
    const item = /^( *)-(?:\s|$)/.exec(one)?.[1]?.length;
    if (/^---(?:\s|$)/.test(one)) {
      frames.push(...flush());
      indent = undefined;
      isBeside = false;
      return;
    }
    if (indent === undefined && item !== undefined && isHead(block)) {
      indent = item;
      block = '';
    } else if (indent !== undefined && item === indent) frames.push(...flush());
    else if (indent !== undefined && /^[^\s#]/.test(one)) {
      frames.push(...flush());
      isBeside = true;
    }
    if (item !== undefined && item === indent) isBeside = false;
    if (isBeside) return;
    if (block === '') first = line;
    block += `${one}\n`;
    if (block.length <= longestValue) return;
    frames.push({ is: 'too-long', line: first });
    block = '';
  }

  function flush(): readonly Frame[] {
    const whole = block;
    block = '';
    if (whole.trim() === '') return [];
    const read = valueOf(whole);
    if (read === undefined) {
      if (indent !== undefined) return [{ is: 'cut', line: first }];
      return [{ is: 'text', text: whole.trimEnd(), line: first, lines: line - first + 1 }];
    }
    const values = indent === undefined || !Array.isArray(read) ? [read] : (read as readonly unknown[]);
    return values.map((value) => ({ is: 'json', text: JSON.stringify(value), line: first }));
  }

  /** `text` is a line so far: it is looked through once. */
  function push(piece: string): readonly Frame[] {
    const frames: Frame[] = [];
    const [rest = '', ...begun] = piece.split('\n');
    text += rest;
    for (const next of begun) {
      takeLine(frames);
      text = next;
    }
    if (text.length <= longestValue) return frames;
    frames.push({ is: 'too-long', line: line + 1 });
    text = '';
    return frames;
  }

  function takeLine(frames: Frame[]): void {
    const whole = text.replace(/\r$/, '');
    text = '';
    take(whole, frames);
  }

  return {
    push,
    end: () => {
      const frames: Frame[] = [];
      if (text !== '') takeLine(frames);
      return [...frames, ...flush()];
    },
  };
}

/** Nothing yet, or the name of the list that begins; names before it hold no records. */
const isHead = (block: string): boolean => /^(?:[\w-]+:.*\n)*$/.test(block);

/** Texts only: an account's number is none, and may begin with a zero. Aliases could repeat what they name endlessly. */
function valueOf(text: string): unknown {
  try {
    return parse(text, {
      schema: 'failsafe',
      // Nothing, but not the text `'null'`: S3 calls so what was written before a bucket had versions.
      customTags: ['null'],
      maxAliasCount: 0,
      logLevel: 'error',
    }) as unknown;
  } catch {
    // Cut, or no YAML after all.
    return undefined;
  }
}
