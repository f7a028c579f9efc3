import type { Truth } from '../../engine/truth';
import type { Unknown } from '../types';
import type { Note } from '../types';
import type { Subject } from '../types';
import type { Form } from './form';
import type { PolicyGroup } from './groups';

/** What an answer was made of. */
export interface Judged {
  readonly subject: Subject;
  readonly form: Form;
  readonly groups: readonly PolicyGroup[];
  readonly hasBoundary?: Truth;
  readonly notes?: readonly Note[];
  /** What is unknown besides the policies and the request. */
  readonly unknowns?: readonly Unknown[];
}
