/** How a layer is asked over the slots of a scenario: its card names the slot that each of its reads is taken from. */
import type { Ask } from '../decision/ask-layers';
import type { Reading } from '../evidence/define';
import type { AnyLayer } from '../layers/define';

/** The slots that a card may name. `resourcePolicy` is that of the bucket or, in the evaluation of KMS, of the key. */
const slotNames = [
  'identityPolicies',
  'permissionsBoundary',
  'sessionPolicies',
  'scps',
  'rcps',
  'vpcEndpointPolicy',
  'resourcePolicy',
  'grants',
] as const;
export type SlotName = (typeof slotNames)[number];

/** What one evaluation of a scenario is decided over: the main action's, or that of KMS which S3 causes. */
export type SlotReadings = Readonly<Record<SlotName, Reading<unknown>>>;

/** A layer without slots, and one that is none for such a request, takes no part. */
export function askingSlots(layers: readonly AnyLayer[]): Ask<readonly SlotReadings[]> {
  // Cards differ in shape, so that each look into one costs a search.
  const asked = new Map(layers.flatMap((layer) => (layer.slots === undefined ? [] : [[layer, askedAs(layer)]])));
  return (layer, subject, place, evaluations) => {
    const one = asked.get(layer);
    if (one?.appliesTo(subject) !== true) return undefined;
    const slots = evaluations[place] as SlotReadings;
    const readings: Record<string, Reading<unknown>> = {};
    for (const { read, slot } of one.reads) readings[read] = slot === undefined ? NOT_READ : slots[slot];
    return one.check(subject, readings);
  };
}

const askedAs = (layer: AnyLayer) => ({
  appliesTo: layer.appliesTo,
  check: layer.check,
  reads: slotReadsOf(layer),
});

/** A scenario is decided without AWS. */
export const NOT_READ: Reading<never> = { status: 'absent' };

/** A read of a layer, and the slot that it is taken from. */
interface SlotRead {
  readonly read: string;
  readonly slot: SlotName | undefined;
}

export function slotReadsOf({ id, reads, slots = {} }: AnyLayer): readonly SlotRead[] {
  return Object.keys(reads).map((read) => {
    const slot = slotNames.find((name) => name === slots[read]);
    if (slot === undefined && slots[read] !== undefined) {
      throw new Error(`the layer \`${id}\` takes \`${read}\` from \`${slots[read]}\`: a scenario has no such slot`);
    }
    return { read, slot };
  });
}
