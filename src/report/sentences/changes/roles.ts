/** What undoing a change decides. */
import type { ChangeRole } from '../../../verdict/changes/broke-it';
import type { CannotUndo } from '../../../verdict/changes/undo/types';
import { quote } from '../../clean';

export function roleWords(role: ChangeRole | undefined): string {
  if (role === undefined) return '';
  switch (role.is) {
    case 'the-cause':
      return '. Undoing it lets the request through.';
    case 'a-cause': {
      const others = role.others.length === 1 ? 'one other change' : `${role.others.length} other changes`;
      return `. Undoing it and ${others} lets the request through, neither alone does.`;
    }
    case 'related':
      if ('undone' in role) return undoneWords[role.undone];
      return role.because === undefined ? '' : `. Whether it is a cause is not decided: ${cannotWords(role.because)}.`;
  }
}

const stillDenied = '. Undoing it does not let the request through.';
const undoneWords = {
  allowed: '. Undoing it lets the request through.',
  'implicit-deny': stillDenied,
  'explicit-deny': stillDenied,
  denied: stillDenied,
  unknown: '. Whether undoing it lets the request through is not known.',
} as const;

function cannotWords(because: CannotUndo): string {
  const { code, facts } = because;
  switch (code) {
    case 'unknown-kind':
      return `${quote(facts.eventName)} is not among the calls that can be undone here`;
    case 'not-recorded':
      return facts.what === 'before' ? 'no record shows what it replaced' : 'no record shows what it set';
    case 'same-moment':
      return 'it was made in the very second of the denial';
    case 'not-as-recorded':
      return 'what was read is not what its record shows';
    case 'not-read':
      return 'what it changed could not be read in full';
  }
}
