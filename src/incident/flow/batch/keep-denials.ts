/** The denials of new symptoms, put where an execution finds them. */
import type { KeptRecord } from '../../types';
import type { Denial, Ports } from '../ports';

/** All in one object, each with its place in it. */
export async function keepDenials(
  denials: ReadonlyMap<string, readonly Denial[]>,
  { evidence }: Ports,
): Promise<ReadonlyMap<string, readonly KeptRecord[]>> {
  const texts: string[] = [];
  const places = new Map<string, Omit<KeptRecord, 'object'>[]>();
  let at = 0;
  for (const [symptom, own] of denials) {
    for (const denial of own) {
      const text = JSON.stringify(denial);
      const to = at + Buffer.byteLength(text) - 1;
      places.set(symptom, [...(places.get(symptom) ?? []), { service: serviceOf(denial), from: at, to }]);
      texts.push(text);
      at = to + 2;
    }
  }
  const object = await evidence.keep(texts.join('\n'));
  return new Map([...places].map(([symptom, own]) => [symptom, own.map((one) => ({ ...one, object }))]));
}

const serviceOf = ({ request }: Denial): string => (request.eventSource.startsWith('kms.') ? 'kms' : 's3');
