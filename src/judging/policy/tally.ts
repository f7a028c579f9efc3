/** What the policies of a layer say together, three-valued. */
import type { PreparedRequest } from '../../engine/match';
import { parsePolicy, type CompiledPolicy } from '../../engine/policy';
import type { Truth } from '../../engine/truth';
import type { NamedPolicy } from '../../evidence/values';
import {
  additionOf,
  ALLOWS,
  ANY_WAY,
  DENIES,
  MAY_ALLOW,
  MAY_DENY,
  MAYBE,
  NOTHING,
  noteOpen,
  type Addition,
} from './statement-addition';
import type { Form } from './form';
import type { AppliedStatement } from './groups';

export interface Tally {
  readonly denies: Truth;
  readonly allows: Truth;
  /** The ways in which the Allows that match name the caller, and those in which they may. */
  readonly sure: number;
  readonly maybe: number;
  readonly found: readonly AppliedStatement[];
}

const NONE: readonly AppliedStatement[] = [];

/** Every statement is judged: one Deny must not hide the second. */
export function tally(
  policies: readonly NamedPolicy[],
  asked: PreparedRequest,
  form: Form,
  hasBoundary?: Truth,
): Tally {
  let said = NOTHING;
  let found: AppliedStatement[] | undefined;
  for (const named of policies) {
    const policy = compiledOf(named, form);
    if (policy === undefined) {
      said |= ANYTHING;
      continue;
    }
    for (const statement of policy.on(asked.lowerAction)) {
      const addition = additionOf(statement, asked, form, hasBoundary);
      if (addition === NOTHING) continue;
      said |= addition;
      const truth = (addition & (DENIES | ALLOWS)) === 0 ? undefined : (true as const);
      const applied: AppliedStatement = { statement, policy: named, truth };
      // Most often it is the only one: room for more would be most of what the answer takes.
      if (found === undefined) found = [applied];
      else found.push(applied);
      noteOpen(statement, addition, policies, asked, form, hasBoundary);
    }
  }
  return talliedAs(said, found ?? NONE);
}

const ANYTHING: Addition = (ANY_WAY << MAYBE) | MAY_ALLOW | MAY_DENY;

function talliedAs(said: Addition, found: readonly AppliedStatement[]): Tally {
  const sure = said & ANY_WAY;
  return {
    denies: (said & DENIES) === 0 ? ((said & MAY_DENY) === 0 ? false : undefined) : true,
    allows: (said & ALLOWS) === 0 ? ((said & MAY_ALLOW) === 0 ? false : undefined) : true,
    sure,
    maybe: (said >> MAYBE) & ANY_WAY & ~sure,
    found,
  };
}

/** `undefined`: it could not be read, or AWS would refuse it in this place. */
export function compiledOf(named: NamedPolicy, form: Form): CompiledPolicy | undefined {
  if ('unreadable' in named) return undefined;
  const policy = parsePolicy(named.document);
  return policy.is === 'malformed' || misplaced(policy, form) ? undefined : policy;
}

/** Only policies of the resource's side say whom they mean, and those always. */
export function misplaced({ naming }: CompiledPolicy, form: Form): boolean {
  return naming !== 'empty' && naming !== (form === 'caller' ? 'none' : 'all');
}
