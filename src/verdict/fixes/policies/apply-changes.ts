/** The evidence with changes in place; it is not changed in place. */
import type { Reading } from '../../../evidence/define';
import type { EvidenceByLayer } from '../../../decision/types';
import type { Path } from './policies-in-evidence';
import type { PolicyChange } from '../types';

export function withChanges(evidence: EvidenceByLayer, changes: readonly PolicyChange[]): EvidenceByLayer {
  return changes.reduce(withChange, evidence);
}

function withChange(evidence: EvidenceByLayer, { place, edit, policy, after }: PolicyChange): EvidenceByLayer {
  const { layer, read, target, path } = place;
  const own = evidence[layer];
  const readings = own?.[read];
  const reading = readings?.[target];
  if (reading === undefined || reading.status === 'unreadable') return evidence;
  const before = reading.status === 'found' ? reading.value : undefined;
  const value = withPart(before, path, (old) =>
    edit === 'create' ? { name: policy.name, document: after } : { ...(old as object), document: after },
  );
  const changed: Reading<unknown> = { ...reading, status: 'found', value };
  return { ...evidence, [layer]: { ...own, [read]: { ...readings, [target]: changed } } };
}

/** What is missing on the way is made. */
function withPart(value: unknown, [step, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const changed = withPart(list[step], rest, change);
    return step < list.length ? list.map((item, at) => (at === step ? changed : item)) : [...list, changed];
  }
  const object = typeof value === 'object' && value !== null ? value : {};
  return { ...object, [step]: withPart((object as Readonly<Record<string, unknown>>)[step], rest, change) };
}
