import { keyDescription } from '../../evidence/readers/key-description';
import { defineLayer } from '../define';
import { checkKeyState, stateErrors } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** A key that is disabled, deleted, of another Region or for another use fails with HTTP 400, and looks like a denial. */
export const kmsKeyState = defineLayer({
  id: 'kms-key-state',
  title: 'KMS key state',
  name: 'the KMS key state',
  kind: 'state',
  side: 'key',
  // The third wording means a key that is missing here, or one whose policy refuses: on purpose it does not say.
  saidAs: [...stateErrors, ...stateErrors.map((code) => `KMS.${code}`), 'key-state', 'key-missing-or-not-allowed'],
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  words,
  remedies,
  reads: { key: keyDescription },
  causes: [
    { number: 65, title: 'Key disabled, pending deletion, or of the wrong usage', code: 'key-disabled' },
    { number: 66, title: 'Key or alias missing, or in another Region', code: 'key-not-found' },
  ],
  fix: 'hand-over',
  answeredWith: {
    'key-disabled': 'key-state',
    'key-pending-deletion': 'key-state',
    'key-pending-import': 'key-state',
    'key-store-disconnected': 'key-state',
    'key-not-usable': 'key-state',
    'key-of-the-wrong-usage': 'key-state',
  },
  appliesTo: ({ authorization }) => authorization.action.startsWith('kms:'),
  check: checkKeyState,
});
