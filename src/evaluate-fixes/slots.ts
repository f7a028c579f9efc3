/** Where the slots of a scenario stand in its line, by JSON pointers, and the policies in a slot. */
import type { SlotName } from '../scenario/ask-slots';
import type { Path } from '../verdict/fixes/policies/policies-in-evidence';

/** `place`: 0 for the main action, 1 for KMS, which has three slots of its own and shares the others. */
export function pointerOf(slot: SlotName, place: number): string {
  return (place === 0 ? undefined : ofKms[slot]) ?? `/${slot}`;
}

const ofKms: Readonly<Partial<Record<SlotName, string>>> = {
  rcps: '/kms/rcps',
  resourcePolicy: '/kms/keyPolicy',
  grants: '/kms/grants',
};

/** Slots that are a policy document itself, and not `{ name, policy }`. */
const BARE = new Set(['/resourcePolicy', '/kms/keyPolicy']);

/** `['levels', 1, 'policies', 0]` of `/scps` is `/scps/1/policies/0`: the lists of a slot have no name, those of a level do. */
export function pointerTo(slot: string, path: Path): { readonly pointer: string; readonly isNamed: boolean } {
  const inLevel = path[0] === 'levels';
  const steps = path.filter((step, at) => typeof step === 'number' || (inLevel && at > 0));
  return { pointer: [slot, ...steps].join('/'), isNamed: !BARE.has(slot) };
}
