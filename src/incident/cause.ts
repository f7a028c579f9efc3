/** Which cause a verdict names, so that two verdicts with one cause are one incident. */
import { createHash } from 'node:crypto';
import { defined } from '../defined';
import type { Cause } from '../verdict/types';
import type { CauseName } from './types';

/** What names a cause; small enough for a state of the state machine. */
export type NamedCause = Pick<Cause, 'layer' | 'outcome' | 'action' | 'policy' | 'setting'> & {
  readonly statement?: Pick<NonNullable<Cause['statement']>, 'sid' | 'index'>;
};

/** The first of the causes: what a verdict puts first is what its incident is named by. */
export function namedCause([first]: readonly Cause[]): NamedCause | undefined {
  if (first === undefined) return undefined;
  const { layer, outcome, action, policy, statement, setting } = first;
  const place = statement === undefined ? undefined : { index: statement.index, ...defined({ sid: statement.sid }) };
  return { layer, outcome, action, ...defined({ policy, setting, statement: place }) };
}

/** What an investigation found, as far as incidents are concerned. */
export interface FoundCause {
  readonly cause: CauseName;
  /** ARNs of the policies that deny. */
  readonly cites: readonly string[];
}

/** `who` and `place` are the symptom's: what lacks a permission is a matter of one caller or one bucket. */
export function foundIn(
  first: NamedCause | undefined,
  { id, who, place }: { readonly id: string; readonly who: string; readonly place: string },
): FoundCause {
  // Nothing is named: what one symptom leads to says nothing about another.
  if (first === undefined) return { cause: { lacking: `undetermined: ${id}` }, cites: [] };
  const { layer, action, policy, statement, setting } = first;
  if (first.outcome !== 'denies') return { cause: { layer, lacking: lackingOf(action, who, place) }, cites: [] };
  // A setting without a policy is one of that bucket's.
  const denying = { policy: policyName(policy) ?? place, statement: statementName(statement), setting };
  return { cause: { layer, ...defined(denying) }, cites: policy?.arn === undefined ? [] : [policy.arn] };
}

/** What outsiders may not do is one thing, whatever they try. */
function lackingOf(action: string, who: string, place: string): string {
  const isOutside = who === 'anonymous' || who.startsWith('account ');
  return isOutside ? `all for ${who} on ${place}` : `${action} for ${who} on ${place}`;
}

/** The same cause has the same id. */
export function incidentId({ layer = '', policy = '', statement = '', setting = '', lacking = '' }: CauseName): string {
  const text = JSON.stringify([layer, policy, statement, setting, lacking]);
  return `i1-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

function policyName(policy: NamedCause['policy']): string | undefined {
  if (policy === undefined) return undefined;
  return policy.arn ?? [policy.type, policy.name, policy.attachedTo].filter((part) => part !== undefined).join(' ');
}

const statementName = (statement: NamedCause['statement']): string | undefined =>
  statement === undefined ? undefined : (statement.sid ?? `#${statement.index}`);
