/** Gathers the evidence of a layer: the only place in `judging` that awaits and that catches. */
import type { Reading } from '../evidence/define';
import type { ReadingSession } from '../evidence/session/session';
import type { BoundRequest } from '../request/types';
import type { Reads, Subject } from './types';
import { takesPart, type Gate } from './takes-part';

/** read name → target → reading */
export type GatheredEvidence = Readonly<Record<string, Readonly<Record<string, Reading<unknown>>>>>;

/** A gate with what it reads. */
export interface ReadingGate extends Gate {
  readonly reads: Reads;
}

/** Each read of the layer, for every authorization that it applies to. A failed read is a reading, never an exception. */
export async function gather(
  layer: ReadingGate,
  request: BoundRequest,
  session: ReadingSession,
): Promise<GatheredEvidence> {
  const reads = Object.entries(asked(layer, request)).map(async ([name, { reader, targets }]) => {
    const found = [...targets].map(async ([target, subject]) => {
      const reading = await whatever(() => session.read(reader, target, subject));
      return [target, reading] as const;
    });
    return [name, Object.fromEntries(await Promise.all(found))] as const;
  });
  return Object.fromEntries(await Promise.all(reads));
}

/** Would `gather` read anything at all? */
export const hasReads = (layer: ReadingGate, request: BoundRequest): boolean =>
  Object.values(asked(layer, request)).some(({ targets }) => targets.size > 0);

interface Asked {
  readonly reader: Reads[string];
  /** Each target once, with the first authorization that asks for it. */
  readonly targets: ReadonlyMap<string, Subject>;
}

/** By the name of the read. What is itself unknown cannot be asked about; the check finds no reading and says so. */
function asked(layer: ReadingGate, request: BoundRequest): Readonly<Record<string, Asked>> {
  const subjects = request.authorizations
    .map((authorization): Subject => ({ authorization, request }))
    .filter((subject) => applies(layer, subject));
  const reads = Object.entries(layer.reads).map(([name, reader]): [string, Asked] => {
    const targets = new Map<string, Subject>();
    for (const subject of subjects) {
      const target = targetOf(reader, subject);
      if (target !== undefined && !targets.has(target)) targets.set(target, subject);
    }
    return [name, { reader, targets }];
  });
  return Object.fromEntries(reads);
}

/** A card that crashes here crashes again where it is judged, and is reported there. */
function applies(layer: ReadingGate, subject: Subject): boolean {
  try {
    return takesPart(layer, subject);
  } catch {
    return true;
  }
}

function targetOf(reader: Reads[string], { authorization, request }: Subject): string | undefined {
  try {
    return reader.target(authorization, request);
  } catch {
    return undefined;
  }
}

async function whatever(read: () => Promise<Reading<unknown>>): Promise<Reading<unknown>> {
  try {
    return await read();
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { status: 'unreadable', why: 'crashed', error: text.slice(0, 300) };
  }
}
