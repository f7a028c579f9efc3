/** Undoes changes of a key: its grants and its state. */
import { at, listAt, textAt } from '../../../evidence/readers/shared/events';
import { keyDescription } from '../../../evidence/readers/key-description';
import { keyGrants } from '../../../evidence/readers/key-grants';
import { defined } from '../../../defined';
import type { RecordedChange } from '../../../evidence/changes/types';
import type { KeyDescription, KeyGrant } from '../../../evidence/values';
import { notRecorded, theOne } from './one-thing';
import type { Reverse } from './types';

const isKey = ({ resources }: RecordedChange, target: string): boolean =>
  resources.some((name) => name === target || name === target.split('/').at(-1));

/** A grant was made, or ended: `before` is what CreateGrant was asked for. */
export const grant: Reverse = (change) =>
  theOne(change, ({ of: [id = ''], before, after }) => {
    const ended = after === null;
    const granted = ended ? grantIn(before, id) : undefined;
    if (ended && granted === undefined) return notRecorded(change, 'before');
    return {
      readings: [
        [
          keyGrants,
          (reading, target, mode) => {
            if (reading.status !== 'found' || !isKey(change, target)) return reading;
            const isThere = (reading.value as readonly KeyGrant[]).some(({ GrantId }) => GrantId === id);
            if (mode === 'rewind' && isThere === ended) return undefined;
            const others = (reading.value as readonly KeyGrant[]).filter(({ GrantId }) => GrantId !== id);
            return { ...reading, value: granted === undefined ? others : [...others, granted] };
          },
        ],
      ],
    };
  });

/** The parameters of CreateGrant, as ListGrants shows the grant. */
function grantIn(parameters: unknown, GrantId: string): KeyGrant | undefined {
  const GranteePrincipal = textAt(parameters, 'granteePrincipal');
  const Operations = listAt(parameters, 'operations').filter((one) => typeof one === 'string');
  if (GranteePrincipal === undefined || Operations.length === 0) return undefined;
  const contexts = {
    EncryptionContextSubset: at(parameters, 'constraints', 'encryptionContextSubset'),
    EncryptionContextEquals: at(parameters, 'constraints', 'encryptionContextEquals'),
    SourceArn: at(parameters, 'constraints', 'sourceArn'),
  };
  const Constraints = at(parameters, 'constraints') === undefined ? undefined : defined(contexts);
  return defined({ GrantId, GranteePrincipal, Operations, Constraints }) as KeyGrant;
}

/**
 * What state a call leaves, and which one it found. A key that is to be deleted may have been enabled or disabled before:
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
const states: Readonly<Record<string, { readonly left: string; readonly found?: string }>> = {
  DisableKey: { left: 'Disabled', found: 'Enabled' },
  EnableKey: { left: 'Enabled', found: 'Disabled' },
  ScheduleKeyDeletion: { left: 'PendingDeletion' },
  CancelKeyDeletion: { left: 'Disabled', found: 'PendingDeletion' },
  ImportKeyMaterial: { left: 'Enabled', found: 'PendingImport' },
  DeleteImportedKeyMaterial: { left: 'PendingImport', found: 'Enabled' },
};

export const state: Reverse = (change) => {
  const { left, found } = states[change.eventName] ?? {};
  if (found === undefined) return notRecorded(change, 'before');
  return {
    readings: [
      [
        keyDescription,
        (reading, target, mode) => {
          if (reading.status !== 'found' || !isKey(change, target)) return reading;
          const key = reading.value as KeyDescription;
          // Another call has changed it since.
          if (key.state !== left) return mode === 'rewind' ? undefined : reading;
          return { ...reading, value: { ...key, state: found } };
        },
      ],
    ],
  };
};
