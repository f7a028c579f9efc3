import { subjectOf } from '../../src/judging/cases/cases';
import type { AnyLayer } from '../../src/layers/define';
import { askingSlots, type SlotReadings } from '../../src/scenario/ask-slots';
import { card, saying } from '../setup/tiny-registry';

const subject = subjectOf({ when: '', outcome: 'allows' });
const absent = { status: 'absent' } as const;
const stated = { status: 'unreadable', why: 'stated' } as const;
const nothing: SlotReadings = {
  identityPolicies: absent,
  permissionsBoundary: absent,
  sessionPolicies: absent,
  scps: absent,
  rcps: absent,
  vpcEndpointPolicy: absent,
  resourcePolicy: absent,
  grants: absent,
};

/** What the check is given in the evaluation at that place. */
function givenAt(place: number, more: Partial<AnyLayer>): unknown {
  let given: unknown = 'not asked';
  const check: AnyLayer['check'] = (_, readings) => {
    given = readings;
    return saying({ outcome: 'allows' });
  };
  const layer = card('one', 'one policy', 'caller', { ...more, check });
  askingSlots([layer])(layer, subject, place, [nothing, { ...nothing, scps: stated }]);
  return given;
}

test('a read is taken from its slot in the evaluation that is asked about', () => {
  expect(givenAt(0, { slots: { says: 'scps' } })).toEqual({ says: absent });
  expect(givenAt(1, { slots: { says: 'scps' } })).toEqual({ says: stated });
});

test('what a read without a slot asks for is absent', () => {
  expect(givenAt(1, { slots: {} })).toEqual({ says: absent });
});

test('a layer without slots, and one that is none for the request, is not asked', () => {
  expect(givenAt(1, {})).toBe('not asked');
  expect(givenAt(1, { slots: { says: 'scps' }, appliesTo: () => false })).toBe('not asked');
});

test('a slot that no scenario has is named', () => {
  const misspelled = card('odd', 'odd policy', 'caller', { slots: { says: 'identityPolicy' } });
  expect(() => askingSlots([misspelled])).toThrow('the layer `odd` takes `says` from `identityPolicy`');
});
