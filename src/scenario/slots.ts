/** The policy slots of a scenario as readings: each may hold `{"unreadable": "reason"}` instead. */
import type { CompiledPolicy } from '../engine/policy';
import type { Reading } from '../evidence/define';
import type { NamedPolicy, OrganizationLevel, OrganizationPolicies, ReadPolicy } from '../evidence/values';
import { markedIn, type Cut } from './cache/placeholders';
import { policyIn, type Expected } from './policy';
import { isUnreadable, listIn, recordIn, textIn, wrong, type UnreadableSlot } from './fields';

interface NamedPolicies {
  readonly policies: readonly NamedPolicy[];
}

/** A slot that was cut out of a line, and what it was read as. */
export interface CutSlot {
  readonly key: SlotKey;
  readonly reading: Reading<unknown>;
}

/** Throws a `ScenarioError` for what is no such slot; `at` says where it stands. */
export function slotIn(key: SlotKey, slot: unknown, cut: Cut<CutSlot>, at: string = key): Reading<unknown> {
  const number = markedIn(slot);
  if (number === undefined) return readSlot(key, slot, { all: [], used: 0 }, at);
  const found = cut.all[number];
  if (found?.key !== key) throw wrong(at, 'what belongs there');
  cut.used += 1;
  return found.reading;
}

/** As `slotIn`, of a slot out of which only policies were cut. */
export function readSlot(
  key: SlotKey,
  slot: unknown,
  policies: Cut<CompiledPolicy>,
  at: string = key,
): Reading<unknown> {
  return readers[key](slot, policies, at);
}

type SlotReader<T = unknown> = (slot: unknown, policies: Cut<CompiledPolicy>, at: string) => Reading<T>;

const readers = {
  identityPolicies: listOf('caller'),
  permissionsBoundary: (slot, policies, at) => namedPolicyIn(slot, policies, at, 'caller'),
  sessionPolicies: listOf('caller'),
  scps: levelsOf('caller'),
  rcps: levelsOf('everybody'),
  vpcEndpointPolicy: endpointIn,
  resourcePolicy: (slot, policies, at) => (slot === undefined ? absent : ownPolicyIn(slot, policies, at)),
  // Every key has a policy.
  keyPolicy: (slot, policies) => ownPolicyIn(slot, policies, 'kms.keyPolicy'),
} satisfies Readonly<Record<string, SlotReader>>;

export type SlotKey = keyof typeof readers;
export const slotKeys = Object.keys(readers) as readonly SlotKey[];

export const absent: Reading<never> = { status: 'absent' };

export function stated({ unreadable }: UnreadableSlot): Reading<never> {
  return { status: 'unreadable', why: 'stated', error: String(unreadable).slice(0, 200) };
}

const unreadPart = ({ unreadable }: UnreadableSlot) => ({
  unreadable: { why: 'stated', error: String(unreadable).slice(0, 200) } as const,
});

function listOf(expected: Expected): SlotReader<NamedPolicies> {
  return (slot, policies, at) =>
    isUnreadable(slot) ? stated(slot) : { status: 'found', value: { policies: namedIn(slot, policies, at, expected) } };
}

/** One list of policies for each level: root → OUs → account. */
function levelsOf(expected: Expected): SlotReader<OrganizationPolicies> {
  return (slot, policies, at) => {
    if (isUnreadable(slot)) return stated(slot);
    const levels = listIn(slot, at).map((level): OrganizationLevel => {
      const { target, policies: own } = recordIn(level, at);
      const name = textIn(target, `${at}[].target`);
      const read = isUnreadable(own) ? unreadPart(own) : namedIn(own, policies, `${at}[].policies`, expected);
      return { target: name, policies: read };
    });
    return { status: 'found', value: { levels } };
  };
}

function namedIn(slot: unknown, policies: Cut<CompiledPolicy>, at: string, expected: Expected): readonly NamedPolicy[] {
  return listIn(slot, at).map((item): NamedPolicy => {
    const { name: given, policy } = recordIn(item, at);
    const name = textIn(given, `${at}[].name`);
    return isUnreadable(policy)
      ? { name, ...unreadPart(policy) }
      : { name, document: policyIn(policy, policies, at, expected) };
  });
}

function namedPolicyIn(
  slot: unknown,
  policies: Cut<CompiledPolicy>,
  at: string,
  expected: Expected,
): Reading<ReadPolicy> {
  if (slot === undefined) return absent;
  if (isUnreadable(slot)) return stated(slot);
  const { name, policy } = recordIn(slot, at);
  if (isUnreadable(policy)) return stated(policy);
  const document = policyIn(policy, policies, at, expected);
  return { status: 'found', value: { name: textIn(name, `${at}.name`), document } };
}

function endpointIn(
  slot: unknown,
  policies: Cut<CompiledPolicy>,
  at: string,
): Reading<{ readonly policy: ReadPolicy }> {
  const policy = namedPolicyIn(slot, policies, at, 'resource');
  return policy.status === 'found' ? { status: 'found', value: { policy: policy.value } } : policy;
}

function ownPolicyIn(slot: unknown, policies: Cut<CompiledPolicy>, at: string): Reading<ReadPolicy> {
  if (slot === undefined) throw wrong(at, 'a policy document');
  if (isUnreadable(slot)) return stated(slot);
  return { status: 'found', value: { name: at, document: policyIn(slot, policies, at, 'resource') } };
}
