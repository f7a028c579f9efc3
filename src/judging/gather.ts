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
  const subjects = request.authorizations
    .map((authorization): Subject => ({ authorization, request }))
    .filter((subject) => applies(layer, subject));
  const reads = Object.entries(layer.reads).map(async ([name, reader]) => {
    const readings = new Map<string, Promise<Reading<unknown>>>();
    for (const subject of subjects) {
      const target = targetOf(reader, subject);
      // What is itself unknown cannot be asked about; the check finds no reading and says so.
      if (target === undefined || readings.has(target)) continue;
      readings.set(
        target,
        whatever(() => session.read(reader, target, subject)),
      );
    }
    const found = await Promise.all([...readings].map(async ([target, reading]) => [target, await reading] as const));
    return [name, Object.fromEntries(found)] as const;
  });
  return Object.fromEntries(await Promise.all(reads));
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
